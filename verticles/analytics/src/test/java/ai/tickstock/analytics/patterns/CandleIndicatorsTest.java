package ai.tickstock.analytics.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.analytics.Allocation;
import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinition.Memory;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.Indicators;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The candlestick functions as indicators; TalibParityTest compares their values. */
class CandleIndicatorsTest {
  private static final String GROUP = "Pattern Recognition";

  private static List<IndicatorDefinition> functions() {
    return Indicators.all().stream().filter(d -> d.group().equals(GROUP)).toList();
  }

  private static Indicator fresh(IndicatorDefinition function) {
    return IndicatorSpec.of(function.name()).create(null);
  }

  private static void feed(Indicator indicator, double[] b) {
    indicator.add(0, b[0], b[1], b[2], b[3], b[4]);
  }

  @Test
  void allSixtyOneAreInTheRegistry() {
    assertThat(functions()).hasSize(61).allMatch(function -> function.name().startsWith("CDL"));
    assertThat(functions())
        .allSatisfy(
            function -> {
              assertThat(function.inputs()).containsExactly("open", "high", "low", "close");
              assertThat(function.outputs()).hasSize(1).allMatch(output -> output.whole());
              assertThat(function.description()).isNotBlank();
              assertThat(function.source()).isNotBlank();
            });
  }

  @Test
  void sevenTakeAPenetration() {
    assertThat(functions().stream().filter(function -> !function.parameters().isEmpty()))
        .extracting(IndicatorDefinition::name)
        .containsExactlyInAnyOrder(
            "CDLABANDONEDBABY",
            "CDLDARKCLOUDCOVER",
            "CDLEVENINGDOJISTAR",
            "CDLEVENINGSTAR",
            "CDLMATHOLD",
            "CDLMORNINGDOJISTAR",
            "CDLMORNINGSTAR");
    assertThat(IndicatorSpec.of("CDLMATHOLD").parameters()).containsEntry("penetration", 0.5);
    assertThatThrownBy(() -> IndicatorSpec.of("CDLMATHOLD", "Penetration", -1))
        .hasMessageContaining("CDLMATHOLD.penetration: expected a number from 0 to");
  }

  @Test
  void whatHasNoTotalsNeedsABoundedNumberOfBars() {
    assertThat(functions().stream().filter(function -> function.memory() == Memory.BOUNDED))
        .extracting(IndicatorDefinition::name)
        .containsExactlyInAnyOrder(
            "CDLENGULFING", "CDL3OUTSIDE", "CDLXSIDEGAP3METHODS", "CDLHIKKAKE");
  }

  @Property(tries = 20)
  void resumedItGoesOnAsIfItHadRunAllAlong(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int before) {
    List<double[]> bars = Walk.bars(seed, before + 150);
    for (IndicatorDefinition function : functions()) {
      boolean bounded = function.memory() == Memory.BOUNDED;
      Indicator allAlong = fresh(function);
      Indicator later = fresh(function);
      for (int i = 0; i < bars.size(); i++) {
        if (i == before && !bounded) {
          assertThat(allAlong.state()).doesNotContain(Double.NaN);
          later.resume(allAlong.state());
        }
        feed(allAlong, bars.get(i));
        if (i >= before) {
          feed(later, bars.get(i));
        }
        if (i >= before + (bounded ? function.warmUpBars(Map.of()) : 0)) {
          assertThat(later.isReady()).isEqualTo(allAlong.isReady());
          assertThat(later.value()).as("%s, bar %d", function, i).isEqualTo(allAlong.value());
        }
      }
    }
  }

  @Test
  void whatIsMadeFromBarsHasNoState() {
    Indicator engulfing = IndicatorSpec.of("CDLENGULFING").create(null);
    assertThatThrownBy(engulfing::state).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void flatAndEmptyBarsAreNoTrouble() {
    for (IndicatorDefinition function : functions()) {
      for (double price : new double[] {0, 0.01, 7.1, 1e6}) {
        Indicator indicator = fresh(function);
        for (int i = 0; i < 60; i++) {
          feed(indicator, new double[] {price, price, price, price, 0});
          assertThat(indicator.value()).as(function.name()).isIn(0.0, 80.0, 100.0, -80.0, -100.0);
        }
      }
    }
  }

  @Test
  void nothingIsAllocatedPerBar() {
    List<double[]> bars = Walk.bars(5, 1000);
    for (IndicatorDefinition function : functions()) {
      Indicator indicator = fresh(function);
      Runnable manyBars =
          () -> {
            for (int i = 0; i < 20_000; i++) {
              feed(indicator, bars.get(i % bars.size()));
            }
          };
      assertThat(Allocation.bytes(manyBars)).as(function.name()).isLessThan(20_000);
    }
  }
}
