package ai.tickstock.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.patterns.PatternOptions;
import ai.tickstock.wire.Contract;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbeTicksTest {
  private static final long NOW = Instant.parse("2025-10-15T14:30:20Z").toEpochMilli();
  private final ProbeTicks ticks = ProbeTicks.at(Symbols.probe(7), NOW);

  @Test
  void theyAreTicksOfTheContractWithinOneMinute() {
    assertThat(ticks.messages()).hasSize(ticks.count());
    for (Buffer message : ticks.messages()) {
      assertThat(Contract.faults("marketTick", message.toString())).isEmpty();
      JsonObject tick = message.toJsonObject();
      assertThat(tick.getString("symbol")).isEqualTo("DOCTOR:PROBE-07");
      assertThat((long) (tick.getDouble("timestamp") * 1_000))
          .isBetween(ticks.startMillis(), ticks.endMillis() - 1);
    }
  }

  @Test
  void tooNearTheEndOfAMinuteTheNextOneIsWaitedFor() {
    assertThat(ProbeTicks.untilRoom(NOW)).isZero();
    assertThat(ProbeTicks.untilRoom(ticks.endMillis() - 2_000)).isEqualTo(2_000);
    assertThat(ProbeTicks.untilRoom(ticks.endMillis())).isZero();
  }

  @Test
  void theirBarIsADojiByItself() {
    assertThat(ticks.patterns(options(0, Timeframe.MIN_1, PatternOptions.ALL))).contains("Doji");
    assertThat(ticks.patterns(options(0, Timeframe.MIN_1, "Doji"))).containsExactly("Doji");
  }

  @Test
  void whatIsNotLookedForIsNotExpected() {
    assertThat(ticks.patterns(options(0, Timeframe.MIN_1, "HeadAndShoulders"))).isEmpty();
    assertThat(ticks.patterns(options(1, Timeframe.MIN_1, "Doji"))).isEmpty();
    assertThat(ticks.patterns(options(0, Timeframe.HOUR_1, "Doji"))).isEmpty();
  }

  private static PatternOptions options(double least, Timeframe timeframe, String pattern) {
    return new PatternOptions(Set.of(pattern), Set.of(timeframe), least, 50);
  }
}
