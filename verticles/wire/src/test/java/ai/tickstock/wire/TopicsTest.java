package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.wire.log.TopicOptions;
import ai.tickstock.wire.log.TopicOptions.Framing;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {
  @Test
  void withoutConfigurationEveryLogHasTheDefaults() {
    Topics topics = Topics.from(new JsonObject());
    assertThat(topics.topic(Channels.TICKS))
        .isEqualTo(
            new TopicOptions(
                "tickstock:market:ticks", Framing.TICK, Set.of("pl"), 100_000, 2_000_000));
    for (String channel : Channels.JOB_LOGS) {
      assertThat(topics.topic(channel))
          .isEqualTo(new TopicOptions(channel, Framing.TICK, Set.of("pl"), 100_000, 2_000_000));
    }
    for (String channel : Channels.EVENT_LOGS) {
      Set<String> readers =
          Channels.MATCHED.contains(channel) ? Set.of("app", "alerts") : Set.of("app");
      assertThat(topics.topic(channel))
          .isEqualTo(new TopicOptions(channel, Framing.TICK, readers, 100_000, 2_000_000));
    }
  }

  /** The first is named when several are equally far behind: people start that one. */
  @Test
  void theReadersOfEventsAreInOrder() {
    TopicOptions bars = Topics.from(new JsonObject()).topic(Channels.BARS);
    assertThat(bars.durableReaders()).containsExactly("app", "alerts");
  }

  @Test
  void whatIsSaidForAllLogsHoldsWhereNothingIsSaidForOne() {
    Topics topics =
        topics(
            """
            {"log":{"history":10,"capacity":5000,"topics":{
              "tickstock.events.bars":{"history":20},
              "tickstock.events.patterns":{"capacity":6000,"framing":"announce"}}}}
            """);
    assertThat(shape(topics.topic(Channels.BARS))).isEqualTo(List.of(20L, 5_000L, Framing.TICK));
    assertThat(shape(topics.topic(Channels.PATTERNS)))
        .isEqualTo(List.of(10L, 6_000L, Framing.ANNOUNCE));
    assertThat(shape(topics.topic(Channels.TICKS))).isEqualTo(List.of(10L, 5_000L, Framing.TICK));
  }

  @Test
  void thePublishersFramingIsThatOfTheTicksAlone() {
    Topics topics = topics("{\"publisher\":{\"framing\":\"announce\"}}");
    assertThat(topics.topic(Channels.TICKS).framing()).isEqualTo(Framing.ANNOUNCE);
    assertThat(topics.topic(Channels.BARS).framing()).isEqualTo(Framing.TICK);
  }

  @Test
  void theTopicsOwnFramingComesFirst() {
    Topics topics =
        topics(
            """
            {"publisher":{"framing":"announce"},
             "log":{"topics":{"tickstock:market:ticks":{"framing":"tick"}}}}
            """);
    assertThat(topics.topic(Channels.TICKS).framing()).isEqualTo(Framing.TICK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"publisher":{"framing":"both"}} | publisher.framing: expected tick or announce, was "both"
          {"log":{"topics":{"tickstock:market:ticks":{"framing":""}}}} | log.topics.tickstock:market:ticks.framing: expected tick or announce, was ""
          {"log":{"history":-1}}   | history: expected 0 or more messages, was -1
          {"log":{"capacity":999}} | capacity: expected 1000 or more messages, was 999
          """)
  void aBadValueIsRefusedByItsKey(String config, String message) {
    assertThatThrownBy(() -> topics(config).topic(Channels.TICKS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Topics topics(String config) {
    return Topics.from(new JsonObject(config));
  }

  private static List<Object> shape(TopicOptions topic) {
    return List.of(topic.history(), topic.capacity(), topic.framing());
  }
}
