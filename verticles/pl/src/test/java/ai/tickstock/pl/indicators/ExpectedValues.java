package ai.tickstock.pl.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.Bar;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.World;
import ai.tickstock.wire.EventWriter;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a fresh computation over the bars as they are now gives: outputs by event id. */
record ExpectedValues(Map<String, double[]> values) {
  static ExpectedValues of(
      World world, List<IndicatorSpec> specs, MarketCalendar calendar, String... symbols) {
    Map<String, double[]> values = new TreeMap<>();
    for (String symbol : symbols) {
      IndicatorSet set = new IndicatorSet(specs, calendar);
      for (Bar bar : world.bars(symbol, Timeframe.MIN_1)) {
        set.add(bar);
        for (int i = 0; i < set.size(); i++) {
          if (set.isReady(i)) {
            long start = bar.start().toEpochMilli();
            String label = set.spec(i).label();
            values.put(EventWriter.eventId(symbol, label, Timeframe.MIN_1, start), outputs(set, i));
          }
        }
      }
    }
    return new ExpectedValues(values);
  }

  private static double[] outputs(IndicatorSet set, int index) {
    double[] outputs = new double[set.spec(index).definition().outputs().size()];
    for (int output = 0; output < outputs.length; output++) {
      outputs[output] = set.value(index, output);
    }
    return outputs;
  }

  /** To 1e-10, relative above 1. */
  void compare(Map<String, JsonObject> latest) {
    assertThat(latest.keySet()).isEqualTo(values.keySet());
    values.forEach(
        (id, expected) -> {
          JsonObject event = latest.get(id);
          near(id, event.getDouble("value"), expected[0]);
          JsonObject outputs = event.getJsonObject("metadata").getJsonObject("outputs");
          if (outputs != null) {
            int output = 0;
            for (Map.Entry<String, Object> entry : outputs) {
              near(
                  id + " " + entry.getKey(), outputs.getDouble(entry.getKey()), expected[output++]);
            }
          }
        });
  }

  private static void near(String what, double actual, double expected) {
    assertThat(actual)
        .as(what)
        .isCloseTo(expected, within(1e-10 * Math.max(1, Math.abs(expected))));
  }
}
