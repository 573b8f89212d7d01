package ai.tickstock.pl.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.indicators.IndicatorOptions;
import ai.tickstock.pl.indicators.IndicatorOptions.Wanted;
import ai.tickstock.pl.patterns.PatternOptions;
import ai.tickstock.store.write.AlertNeedsTable.Needs;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertNeedsTest {
  private static final JsonObject CONFIG =
      new JsonObject(
          """
          {"indicators": {"enabled": ["SMA(5)", {"name": "RSI", "publish": false}], "timeframes": ["1min"]},
           "patterns": {"enabled": ["Doji"], "timeframes": ["1min"]}}
          """);

  private final AlertNeeds needs = new AlertNeeds(3);

  private void put(String id, int second, String timeframes, String indicators, String patterns) {
    JsonObject json =
        new JsonObject(
            "{\"symbols\":[],\"timeframes\":[%s],\"indicators\":[%s],\"patterns\":[%s]}"
                .formatted(timeframes, indicators, patterns));
    needs.put(new Needs(id, "ann", json, Instant.ofEpochSecond(second)));
  }

  @Test
  void whatIsNeededIsComputedOnItsTimeframesAndPublished() {
    put("a", 1, "\"5min\"", "\"RSI(14)\",\"SMA(7)\"", "\"Hammer\"");
    JsonObject wanted = AlertNeeds.beside(CONFIG, needs.json());
    assertThat(IndicatorOptions.from(wanted).enabled())
        .containsExactlyInAnyOrder(
            new Wanted(IndicatorSpecs.one("SMA(5)"), Set.of(Timeframe.MIN_1), true),
            new Wanted(
                IndicatorSpecs.one("RSI(14)"), Set.of(Timeframe.MIN_1, Timeframe.MIN_5), true),
            new Wanted(IndicatorSpecs.one("SMA(7)"), Set.of(Timeframe.MIN_5), true));
    PatternOptions patterns = PatternOptions.from(wanted);
    assertThat(patterns.enabled()).containsExactly("Doji");
    assertThat(patterns.needed()).isEqualTo(Map.of(Timeframe.MIN_5, Set.of("Hammer")));
    assertThat(patterns.covers(Timeframe.MIN_5)).isTrue();
    assertThat(patterns.covers(Timeframe.HOUR_1)).isFalse();
  }

  @Test
  void theLatestWordCountsWhateverComesLast() {
    put("a", 2, "\"1min\"", "\"RSI(7)\"", "");
    put("a", 1, "\"1min\"", "\"RSI(8)\"", "");
    assertThat(needs.json().encode()).contains("RSI(7)").doesNotContain("RSI(8)");
    needs.put(new Needs("a", "ann", null, Instant.ofEpochSecond(3)));
    put("a", 2, "\"1min\"", "\"RSI(7)\"", "");
    assertThat(needs.json()).isEqualTo(new AlertNeeds(3).json());
  }

  @Test
  void moreFunctionsThanMayBeAreLeftOutAndNamed() {
    put("a", 1, "\"1min\"", "\"RSI(7)\",\"RSI(8)\"", "\"Hammer\"");
    put("b", 1, "\"1min\"", "\"RSI(8)\",\"RSI(9)\"", "\"Hammer\"");
    JsonObject json = needs.json();
    assertThat(json.getJsonArray("indicators")).hasSize(2);
    assertThat(json.getJsonArray("patterns")).hasSize(1);
    assertThat(needs.refused()).containsExactly("RSI_9");
  }

  @Test
  void whatCannotBeComputedIsLeftOut() {
    put("a", 1, "\"1min\"", "\"RSII(7)\",\"RSI(8)\"", "\"Hamer\"");
    assertThat(needs.json().encode())
        .isEqualTo(
            "{\"indicators\":[{\"name\":\"RSI(8)\",\"timeframes\":[\"1min\"]}],\"patterns\":[]}");
  }
}
