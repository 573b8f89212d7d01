package ai.tickstock.analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.market.MarketCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** An indicator fed from stored bars goes on as if it had run all along. */
class WarmStartTest {
  private static final long MINUTE = 60_000L;

  private static List<IndicatorSpec> specs() {
    List<IndicatorSpec> specs = new ArrayList<>(IndicatorSet.defaults());
    specs.add(IndicatorSpec.of("EMA", "timePeriod", 50));
    specs.add(IndicatorSpec.of("RSI", "timePeriod", 2));
    specs.add(IndicatorSpec.of("ATR", "timePeriod", 1));
    specs.add(new IndicatorSpec("BBANDS", Map.of("timePeriod", 20.0, "maType", 1.0)));
    specs.add(
        new IndicatorSpec(
            "STOCH", Map.of("fastKPeriod", 14.0, "slowKMaType", 1.0, "slowDMaType", 1.0)));
    specs.add(
        new IndicatorSpec(
            "MACD", Map.of("fastPeriod", 5.0, "slowPeriod", 35.0, "signalPeriod", 40.0)));
    return specs;
  }

  @Property(tries = 60)
  void itAgreesToTenDigits(@ForAll long seed, @ForAll @IntRange(min = 0, max = 400) int before) {
    for (IndicatorSpec spec : specs()) {
      boolean anchored = spec.definition().memory() != IndicatorDefinition.Memory.BOUNDED;
      int start = anchored ? 0 : before;
      int ready = before + spec.warmUpBars();
      compare(spec, Walk.bars(seed, ready + 50), start, ready);
    }
  }

  private static void compare(IndicatorSpec spec, List<double[]> bars, int start, int ready) {
    Indicator allAlong = spec.create(MarketCalendar.alwaysOpen());
    Indicator warm = spec.create(MarketCalendar.alwaysOpen());
    for (int i = 0; i < bars.size(); i++) {
      double[] b = bars.get(i);
      allAlong.add(i * MINUTE, b[0], b[1], b[2], b[3], b[4]);
      if (i >= start) {
        warm.add(i * MINUTE, b[0], b[1], b[2], b[3], b[4]);
      }
      if (i >= ready) {
        assertThat(warm.isReady()).isEqualTo(allAlong.isReady());
        for (int output = 0; output < warm.outputCount(); output++) {
          double expected = allAlong.output(output);
          assertThat(warm.output(output))
              .as("%s, output %d, bar %d", spec.label(), output, i)
              .isCloseTo(expected, within(1e-10 * Math.max(1, Math.abs(expected))));
        }
      }
    }
  }

  @Test
  void aSetAsksForWhatItsHungriestIndicatorNeeds() {
    List<IndicatorSpec> specs = List.of(IndicatorSpec.of("SMA"), IndicatorSpec.of("RSI"));
    IndicatorSet set = new IndicatorSet(specs, MarketCalendar.newYork());
    assertThat(set.warmUpBars()).isEqualTo(IndicatorSpec.of("RSI").warmUpBars());
    assertThat(set.sessionAnchored()).isFalse();
  }

  @Test
  void aSetWithTheVwapIsAnchoredToTheDay() {
    assertThat(IndicatorSet.sessionAnchored(IndicatorSet.defaults())).isTrue();
  }

  @Test
  void warmingUpTheDefaultsTakesAFewHundredBars() {
    assertThat(IndicatorSet.warmUpBars(IndicatorSet.defaults())).isBetween(700, 900);
  }
}
