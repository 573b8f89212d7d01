package ai.tickstock.analytics.indicators.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every series, whatever its bars. */
class OverlapPropertyTest {
  private static final int BARS = 250;

  private static double least(List<double[]> bars, int from, int to, int part) {
    return IntStream.rangeClosed(from, to).mapToDouble(i -> bars.get(i)[part]).min().orElseThrow();
  }

  private static double most(List<double[]> bars, int from, int to, int part) {
    return IntStream.rangeClosed(from, to).mapToDouble(i -> bars.get(i)[part]).max().orElseThrow();
  }

  /** All functions of the group, with a period where they have one. */
  static List<IndicatorSpec> all(int period) {
    List<IndicatorSpec> specs = new ArrayList<>();
    for (String name :
        List.of(
            "ACCBANDS",
            "BBANDS",
            "DEMA",
            "EMA",
            "KAMA",
            "MA",
            "MIDPOINT",
            "MIDPRICE",
            "SMA",
            "T3",
            "TEMA",
            "TRIMA",
            "WMA")) {
      specs.add(Fed.spec(name, "period", period));
    }
    for (AverageType type : AverageType.values()) {
      int kind = type.ordinal();
      specs.add(Fed.spec("MA", "period", period, "maType", kind));
      specs.add(Fed.spec("BBANDS", "period", period, "maType", kind));
      specs.add(Fed.spec("MAVP", "minPeriod", 2, "maxPeriod", period, "maType", kind));
    }
    specs.add(Fed.spec("HT_TRENDLINE"));
    specs.add(Fed.spec("MAMA"));
    specs.add(Fed.spec("SAR"));
    specs.add(Fed.spec("SAREXT", "offsetOnReverse", 0.01));
    return specs;
  }

  /** But for the rounding of what has passed, which running sums keep, as TA-Lib's do. */
  @Property(tries = 60)
  void windowedAveragesLieWithinTheirWindow(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, BARS);
    for (String name : List.of("SMA", "WMA", "TRIMA", "MIDPOINT")) {
      List<double[]> rows = Fed.run(Fed.spec(name, "period", n), bars);
      for (int i = n - 1; i < BARS; i++) {
        double rounding = most(bars, 0, i, 3) * 1e-12;
        assertThat(rows.get(i)[0])
            .as(name)
            .isBetween(
                least(bars, i - n + 1, i, 3) - rounding, most(bars, i - n + 1, i, 3) + rounding);
      }
    }
  }

  @Property(tries = 60)
  void exponentialAveragesLieWithinAllThatWas(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, BARS);
    for (String name : List.of("EMA", "KAMA")) {
      List<double[]> rows = Fed.run(Fed.spec(name, "period", n), bars);
      for (int i = n; i < BARS; i++) {
        assertThat(rows.get(i)[0])
            .as(name)
            .isBetween(least(bars, 0, i, 3) * (1 - 1e-12), most(bars, 0, i, 3) * (1 + 1e-12));
      }
    }
  }

  @Property(tries = 60)
  void weightsAreThoseOfTheDefinition(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, BARS);
    List<double[]> wma = Fed.run(Fed.spec("WMA", "period", n), bars);
    List<double[]> trima = Fed.run(Fed.spec("TRIMA", "period", n), bars);
    for (int i = n - 1; i < BARS; i++) {
      double[] totals = new double[4];
      for (int k = 1; k <= n; k++) {
        double close = bars.get(i - n + k)[3];
        int triangle = Math.min(k, n + 1 - k);
        totals[0] += k * close;
        totals[1] += k;
        totals[2] += triangle * close;
        totals[3] += triangle;
      }
      assertThat(wma.get(i)[0]).isCloseTo(totals[0] / totals[1], within(1e-9));
      assertThat(trima.get(i)[0]).isCloseTo(totals[2] / totals[3], within(1e-9));
    }
  }

  @Property(tries = 60)
  void midpriceIsTheMiddleOfTheTrueExtremes(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, BARS);
    List<double[]> rows = Fed.run(Fed.spec("MIDPRICE", "period", n), bars);
    for (int i = n - 1; i < BARS; i++) {
      double middle = (most(bars, i - n + 1, i, 1) + least(bars, i - n + 1, i, 2)) / 2;
      assertThat(rows.get(i)[0]).isEqualTo(middle);
    }
  }

  @Property(tries = 60)
  void bandsAreOrdered(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 60) int n,
      @ForAll @IntRange(min = 0, max = 8) int kind) {
    List<double[]> bars = Walk.bars(seed, BARS);
    for (double[] row : Fed.run(Fed.spec("BBANDS", "period", n, "maType", kind), bars)) {
      if (row != null) {
        assertThat(row[0]).isGreaterThanOrEqualTo(row[1]);
        assertThat(row[1]).isGreaterThanOrEqualTo(row[2]);
      }
    }
    for (double[] row : Fed.run(Fed.spec("ACCBANDS", "period", n), bars)) {
      if (row != null) {
        assertThat(row[0] - row[1]).isGreaterThanOrEqualTo(-1e-9);
        assertThat(row[1] - row[2]).isGreaterThanOrEqualTo(-1e-9);
      }
    }
  }

  @Property(tries = 60)
  void aStopIsOnTheFarSideOfTheBar(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int hundredths) {
    List<double[]> bars = Walk.bars(seed, BARS);
    double step = hundredths / 100.0;
    List<double[]> sar = Fed.run(Fed.spec("SAR", "acceleration", step), bars);
    List<double[]> signed =
        Fed.run(
            Fed.spec("SAREXT", "accelerationInitLong", step, "accelerationInitShort", step), bars);
    for (int i = 1; i < BARS; i++) {
      double[] b = bars.get(i);
      assertThat(sar.get(i)[0] <= b[2] || sar.get(i)[0] >= b[1]).isTrue();
      double stop = signed.get(i)[0];
      assertThat(stop > 0 ? stop <= b[2] : -stop >= b[1]).isTrue();
    }
  }

  @Property(tries = 30)
  void doublingPricesDoublesEveryAnswer(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int n) {
    // TA-Lib takes what is below 1e-14 for nothing: at prices as large as these a rounding error of
    // its running totals is either nothing or more than that, whether doubled or not.
    List<double[]> bars = Walk.scaled(Walk.bars(seed, BARS), 1 << 20);
    List<double[]> doubled = Walk.scaled(bars, 2);
    for (IndicatorSpec spec : all(n)) {
      List<double[]> rows = Fed.run(spec, bars);
      List<double[]> twice = Fed.run(spec, doubled);
      for (int i = spec.lookback(); i < BARS; i++) {
        for (int output = 0; output < rows.get(i).length; output++) {
          assertThat(twice.get(i)[output]).as(spec.label()).isEqualTo(2 * rows.get(i)[output]);
        }
      }
    }
  }

  @Property(tries = 20)
  void pricesThatStandStillGiveNumbers(
      @ForAll @IntRange(min = 0, max = 5) int which, @ForAll @IntRange(min = 2, max = 40) int n) {
    double price = new double[] {0, 0.01, 7.1, 100, 33.33, 1e6}[which];
    double[] closes = new double[400];
    Arrays.fill(closes, price);
    for (IndicatorSpec spec : all(n)) {
      List<double[]> rows = Fed.run(spec, Fed.bars(closes));
      for (int i = spec.lookback(); i < closes.length; i++) {
        for (double value : rows.get(i)) {
          assertThat(value).as(spec.label()).isFinite();
        }
      }
      boolean settled = !spec.label().matches("SAREXT.*|.*MAMA.*");
      if (settled) {
        assertThat(rows.get(399)[0]).as(spec.label()).isCloseTo(price, within(1e-4 * price));
      }
    }
  }

  @Property(tries = 30)
  void itIsReadyFromTheLookbackOn(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int n) {
    List<double[]> bars = Walk.bars(seed, BARS);
    for (IndicatorSpec spec : all(n)) {
      List<double[]> rows = Fed.run(spec, bars);
      for (int i = 0; i < BARS; i++) {
        assertThat(rows.get(i) != null)
            .as("%s %d", spec.label(), i)
            .isEqualTo(i >= spec.lookback());
      }
    }
  }
}
