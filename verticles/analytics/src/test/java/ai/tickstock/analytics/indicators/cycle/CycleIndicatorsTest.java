package ai.tickstock.analytics.indicators.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Allocation;
import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.overlap.Fed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What cycle indicators say of cycles, of trends, and of anything at all. */
class CycleIndicatorsTest {
  private static final int BARS = 400;

  private static List<IndicatorSpec> all() {
    return Stream.of("HT_DCPERIOD", "HT_DCPHASE", "HT_PHASOR", "HT_SINE", "HT_TRENDMODE")
        .map(Fed::spec)
        .toList();
  }

  private static List<double[]> wave(int length) {
    return Fed.bars(
        IntStream.range(0, BARS)
            .mapToDouble(i -> 100 + 5 * Math.sin(2 * Math.PI * i / length))
            .toArray());
  }

  @Property
  void thePeriodOfAWaveIsItsLength(@ForAll @IntRange(min = 12, max = 35) int length) {
    List<double[]> rows = Fed.run(Fed.spec("HT_DCPERIOD"), wave(length));
    double mean =
        rows.subList(BARS - 2 * length, BARS).stream().mapToDouble(r -> r[0]).average().orElse(0);
    assertThat(mean).isCloseTo(length, within(0.1 * length));
  }

  @Property
  void thePhaseOfAWaveTurnsOnceInItsLength(@ForAll @IntRange(min = 12, max = 35) int length) {
    List<double[]> rows = Fed.run(Fed.spec("HT_DCPHASE"), wave(length));
    double turned = 0;
    for (int i = BARS - 2 * length; i < BARS; i++) {
      double step = rows.get(i)[0] - rows.get(i - 1)[0];
      turned += step < -180 ? step + 360 : step > 180 ? step - 360 : step;
    }
    assertThat(turned).isCloseTo(720, within(40.0));
  }

  @Example
  void aSmoothWaveIsACycleAndASteepRiseATrend() {
    List<double[]> rows = Fed.run(Fed.spec("HT_TRENDMODE"), gentle());
    assertThat(rows.subList(200, 300)).allMatch(row -> row[0] == 0);
    double[] rise = IntStream.range(0, BARS).mapToDouble(i -> 100 * Math.pow(1.02, i)).toArray();
    rows = Fed.run(Fed.spec("HT_TRENDMODE"), Fed.bars(rise));
    assertThat(rows.subList(200, 300)).allMatch(row -> row[0] == 1);
  }

  /** Never 1.5% off its trendline. */
  private static List<double[]> gentle() {
    return Fed.bars(
        IntStream.range(0, BARS)
            .mapToDouble(i -> 100 + Math.sin(2 * Math.PI * i / 20.0))
            .toArray());
  }

  @Example
  void theTrendlineIsFreeOfTheCycle() {
    List<double[]> rows = Fed.run(Fed.spec("HT_TRENDLINE"), wave(20));
    assertThat(rows.subList(200, BARS)).allMatch(row -> Math.abs(row[0] - 100) < 0.5);
  }

  @Property(tries = 60)
  void answersStayInTheirBounds(@ForAll long seed) {
    List<double[]> bars = Walk.bars(seed, BARS);
    for (double[] row : Fed.run(Fed.spec("HT_DCPERIOD"), bars)) {
      assertThat(row == null || row[0] > 0 && row[0] <= 50 + 1e-9).isTrue();
    }
    for (double[] row : Fed.run(Fed.spec("HT_DCPHASE"), bars)) {
      assertThat(row == null || row[0] > -45 && row[0] <= 315).isTrue();
    }
    for (double[] row : Fed.run(Fed.spec("HT_TRENDMODE"), bars)) {
      assertThat(row == null || row[0] == 0 || row[0] == 1).isTrue();
    }
  }

  @Property(tries = 60)
  void theSineIsThatOfThePhaseAndItsLeadAnEighthOfATurn(@ForAll long seed) {
    List<double[]> bars = Walk.bars(seed, BARS);
    List<double[]> phases = Fed.run(Fed.spec("HT_DCPHASE"), bars);
    List<double[]> sines = Fed.run(Fed.spec("HT_SINE"), bars);
    for (int i = 63; i < BARS; i++) {
      double phase = phases.get(i)[0];
      assertThat(sines.get(i)[0]).isCloseTo(Math.sin(Math.toRadians(phase)), within(1e-12));
      assertThat(sines.get(i)[1]).isCloseTo(Math.sin(Math.toRadians(phase + 45)), within(1e-12));
    }
  }

  @Property(tries = 60)
  void doublingPricesDoublesThePhasorAndNothingElse(@ForAll long seed) {
    List<double[]> bars = Walk.bars(seed, BARS);
    List<double[]> doubled = Walk.scaled(bars, 2);
    for (IndicatorSpec spec : all()) {
      double factor = spec.name().equals("HT_PHASOR") ? 2 : 1;
      List<double[]> rows = Fed.run(spec, bars);
      List<double[]> twice = Fed.run(spec, doubled);
      for (int i = spec.lookback(); i < BARS; i++) {
        double[] expected = Arrays.stream(rows.get(i)).map(value -> value * factor).toArray();
        assertThat(twice.get(i)).as(spec.label()).isEqualTo(expected);
      }
    }
  }

  @Property(tries = 20)
  void pricesThatStandStillGiveNumbers(@ForAll @IntRange(min = 0, max = 5) int which) {
    double[] closes = new double[2_000];
    Arrays.fill(closes, new double[] {0, 0.01, 7.1, 100, 33.33, 1e6}[which]);
    for (IndicatorSpec spec : all()) {
      for (double[] row : Fed.run(spec, Fed.bars(closes))) {
        for (double value : row == null ? new double[0] : row) {
          assertThat(value).as(spec.label()).isFinite();
        }
      }
    }
  }

  @Property(tries = 30)
  void itIsReadyFromTheLookbackOn(@ForAll long seed) {
    List<double[]> bars = Walk.bars(seed, 100);
    for (IndicatorSpec spec : all()) {
      List<double[]> rows = Fed.run(spec, bars);
      for (int i = 0; i < 100; i++) {
        assertThat(rows.get(i) != null).as(spec.label()).isEqualTo(i >= spec.lookback());
      }
    }
  }

  @Property(tries = 40)
  void aWarmStartAgreesWithHavingRunAllAlong(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int before) {
    int ready = before + CycleIndicators.WARM_UP;
    List<double[]> bars = Walk.bars(seed, ready + 50);
    for (IndicatorSpec spec : all()) {
      // the phase of a component near zero is what rounding makes of it
      boolean phase = spec.name().matches("HT_DCPHASE|HT_SINE");
      double precision = phase ? 1e-8 : 1e-10;
      Indicator allAlong = Fed.fresh(spec);
      Indicator warm = Fed.fresh(spec);
      for (int i = 0; i < bars.size(); i++) {
        Fed.feed(allAlong, i, bars.get(i));
        if (i >= before) {
          Fed.feed(warm, i, bars.get(i));
        }
        for (int k = 0; i >= ready && k < warm.outputCount(); k++) {
          double expected = allAlong.output(k);
          assertThat(warm.output(k))
              .as("%s, output %d, bar %d", spec.label(), k, i)
              .isCloseTo(expected, within(precision * Math.max(1, Math.abs(expected))));
        }
      }
    }
  }

  @Example
  void nothingIsAllocatedPerBar() {
    List<double[]> bars = Walk.bars(3, 1000);
    for (IndicatorSpec spec : all()) {
      Indicator indicator = Fed.fresh(spec);
      double[] sink = new double[1];
      Runnable manyBars =
          () -> {
            for (int i = 0; i < 20_000; i++) {
              double[] b = bars.get(i % bars.size());
              indicator.add(0, b[0], b[1], b[2], b[3], b[4]);
              sink[0] += indicator.output(indicator.outputCount() - 1);
            }
          };
      assertThat(Allocation.bytes(manyBars)).as(spec.label()).isLessThan(10_000);
    }
  }
}
