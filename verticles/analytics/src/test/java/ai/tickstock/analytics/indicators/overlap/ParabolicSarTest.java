package ai.tickstock.analytics.indicators.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Bars are given as high, low in turn. */
class ParabolicSarTest {
  private static double[] sar(IndicatorSpec spec, double... highsAndLows) {
    List<double[]> bars = new ArrayList<>();
    for (int i = 0; i < highsAndLows.length; i += 2) {
      double low = highsAndLows[i + 1];
      bars.add(new double[] {low, highsAndLows[i], low, low, 1});
    }
    return Fed.run(spec, bars).stream().skip(1).mapToDouble(row -> row[0]).toArray();
  }

  private static double[] sar(double... highsAndLows) {
    return sar(Fed.spec("SAR"), highsAndLows);
  }

  private static double[] signed(double... highsAndLows) {
    return sar(Fed.spec("SAREXT"), highsAndLows);
  }

  @Example
  void aFallBeyondTheLastLowBeginsShort() {
    assertThat(signed(10, 8, 9, 7)).containsExactly(-10);
    assertThat(sar(10, 8, 9, 7)).containsExactly(10);
  }

  @Example
  void aTieBeginsLong() {
    assertThat(signed(10, 8, 10, 8)[0]).isEqualTo(-10);
    assertThat(signed(10, 8, 11, 8.5)).containsExactly(8);
    assertThat(signed(10, 8, 12, 6)[0]).isEqualTo(-12);
  }

  @Example
  void theFirstStopIsTheBarBeforesLow() {
    assertThat(sar(10, 8, 11, 9)).containsExactly(8);
  }

  @Example
  void theStopGoesItsShareOfTheWayToTheExtreme() {
    double[] stops = sar(10, 8, 11, 9, 12, 10, 13, 11);
    assertThat(stops[1]).isCloseTo(8 + 0.04 * (11 - 8) - 0.02 * 3, within(1e-14));
    assertThat(stops[2]).isCloseTo(stops[1] + 0.04 * (12 - stops[1]), within(1e-14));
  }

  @Example
  void theStopNeverEntersTheLastTwoBars() {
    double[] stops =
        sar(Fed.spec("SAR", "acceleration", 1, "maximum", 1), 10, 8, 11, 9, 12, 10, 13, 11);
    assertThat(stops).containsExactly(8, 9, 9);
  }

  @Example
  void aTouchReversesToTheExtreme() {
    double[] stops = signed(10, 8, 11, 9, 10.5, 8.06, 10, 8.05, 10, 8.05);
    assertThat(stops[0]).isEqualTo(8);
    assertThat(stops[1]).isEqualTo(-11);
    assertThat(stops[2]).as("not below the bar before's high").isEqualTo(-11);
    assertThat(-stops[3]).isCloseTo(11 + 0.04 * (8.05 - 11), within(1e-14));
  }

  @Example
  void theShareGrowsUpToItsBound() {
    IndicatorSpec spec = Fed.spec("SAR", "acceleration", 0.5, "maximum", 0.1);
    assertThat(sar(spec, 10, 8, 18, 9.5, 18, 9.5)[1]).isEqualTo(9, within(1e-14));
  }

  @Example
  void aStartValueSaysTheSide() {
    assertThat(sar(Fed.spec("SAREXT", "startValue", 5), 10, 8, 9, 7)).containsExactly(5);
    assertThat(sar(Fed.spec("SAREXT", "startValue", -15), 10, 8, 11, 9)).containsExactly(-15);
  }

  @Example
  void anOffsetMovesTheNewStopAway() {
    IndicatorSpec spec = Fed.spec("SAREXT", "startValue", 5, "offsetOnReverse", 0.1);
    assertThat(sar(spec, 10, 8, 11, 9, 10, 4)[1]).isEqualTo(-(11 + 11 * 0.1));
    IndicatorSpec other = Fed.spec("SAREXT", "startValue", -15, "offsetOnReverse", 0.1);
    assertThat(sar(other, 10, 8, 9, 7, 16, 8)[1]).isEqualTo(7 - 7 * 0.1);
  }

  @Property(tries = 50)
  void resumedItGoesOnToTheLastBit(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 100) int before) {
    List<double[]> bars = Walk.bars(seed, before + 100);
    for (IndicatorSpec spec : List.of(Fed.spec("SAR"), Fed.spec("SAREXT", "startValue", -50))) {
      Indicator allAlong = Fed.fresh(spec);
      Indicator resumed = Fed.fresh(spec);
      for (int i = 0; i < bars.size(); i++) {
        if (i == before) {
          double[] state = allAlong.state();
          assertThat(state).doesNotContain(Double.NaN);
          resumed.resume(state);
        }
        Fed.feed(allAlong, i, bars.get(i));
        if (i >= before) {
          Fed.feed(resumed, i, bars.get(i));
          assertThat(resumed.isReady()).isEqualTo(allAlong.isReady());
          assertThat(Fed.outputs(resumed)).isEqualTo(Fed.outputs(allAlong));
        }
      }
    }
  }
}
