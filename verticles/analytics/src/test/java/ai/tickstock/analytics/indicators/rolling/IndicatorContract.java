package ai.tickstock.analytics.indicators.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Allocation;
import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorDefinition.Memory;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.MarketCalendar;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every indicator promises, whatever it computes. Bars are hours; a day has 24. */
public abstract class IndicatorContract {
  private static final long HOUR = 3_600_000L;

  /** Every function of the group, with several sets of parameters. */
  protected abstract List<IndicatorSpec> specs();

  /** What doubling all prices multiplies an output with; NaN if that is not one number. */
  protected abstract double whenPricesDouble(IndicatorSpec spec, int output);

  /**
   * How far two answers may differ beyond the tolerance, because TA-Lib's order of operations loses
   * digits on these bars, the newest last; 0 for most.
   */
  protected double lost(IndicatorSpec spec, List<double[]> bars, double answer) {
    return 0;
  }

  private static Indicator fresh(IndicatorSpec spec) {
    return spec.create(MarketCalendar.alwaysOpen());
  }

  private static void feed(Indicator indicator, long millis, double[] b) {
    indicator.add(millis, b[0], b[1], b[2], b[3], b[4]);
  }

  @Property(tries = 5)
  void ofDailyBarsTheFirstValueComesExactlyAfterTheLookback(@ForAll long seed) {
    for (IndicatorSpec spec : specs()) {
      Indicator indicator = fresh(spec);
      List<double[]> bars = Walk.bars(seed, spec.lookback() + 50);
      for (int i = 0; i < bars.size(); i++) {
        feed(indicator, i * 24 * HOUR, bars.get(i));
        assertThat(indicator.isReady())
            .as("%s at bar %d", spec.label(), i)
            .isEqualTo(i >= spec.lookback());
      }
    }
  }

  @Property(tries = 40)
  void aWarmStartAgreesToTenDigits(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 400) int before) {
    for (IndicatorSpec spec : specs()) {
      if (spec.definition().memory() == Memory.BOUNDED) {
        int ready = before + spec.warmUpBars();
        compare(spec, Walk.bars(seed, ready + 50), before, ready);
      }
    }
  }

  private void compare(IndicatorSpec spec, List<double[]> bars, int start, int ready) {
    Indicator allAlong = fresh(spec);
    Indicator warm = fresh(spec);
    for (int i = 0; i < bars.size(); i++) {
      feed(allAlong, i * HOUR, bars.get(i));
      if (i >= start) {
        feed(warm, i * HOUR, bars.get(i));
      }
      if (i >= ready) {
        assertThat(warm.isReady()).as(spec.label()).isTrue();
        double lost = lost(spec, bars.subList(0, i + 1), allAlong.value());
        for (int output = 0; output < warm.outputCount(); output++) {
          double expected = allAlong.output(output);
          assertThat(warm.output(output))
              .as("%s, output %d, bar %d", spec.label(), output, i)
              .isCloseTo(expected, within(1e-10 * Math.max(1, Math.abs(expected)) + lost));
        }
      }
    }
  }

  @Property(tries = 40)
  void whatIsResumedGoesOnToTheLastBit(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 250) int kept) {
    List<double[]> bars = Walk.bars(seed, 400);
    for (IndicatorSpec spec : specs()) {
      if (spec.definition().memory() == Memory.CUMULATIVE) {
        Indicator allAlong = fresh(spec);
        for (int i = 0; i < kept; i++) {
          feed(allAlong, i * HOUR, bars.get(i));
        }
        Indicator resumed = fresh(spec);
        assertThat(Arrays.stream(allAlong.state()).allMatch(Double::isFinite))
            .as(spec.label())
            .isTrue();
        resumed.resume(allAlong.state());
        for (int i = kept; i < bars.size(); i++) {
          same(spec, resumed, allAlong);
          feed(allAlong, i * HOUR, bars.get(i));
          feed(resumed, i * HOUR, bars.get(i));
        }
        same(spec, resumed, allAlong);
        assertThat(resumed.state()).as(spec.label()).isEqualTo(allAlong.state());
      }
    }
  }

  private static void same(IndicatorSpec spec, Indicator resumed, Indicator allAlong) {
    assertThat(resumed.isReady()).as(spec.label()).isEqualTo(allAlong.isReady());
    for (int output = 0; output < resumed.outputCount(); output++) {
      assertThat(resumed.output(output)).as(spec.label()).isEqualTo(allAlong.output(output));
    }
  }

  @Property(tries = 30)
  void doublingPricesScalesWhatMustAndNothingElse(@ForAll long seed) {
    List<double[]> bars = Walk.bars(seed, 300);
    List<double[]> doubled = Walk.scaled(bars, 2);
    for (IndicatorSpec spec : specs()) {
      Indicator once = fresh(spec);
      Indicator twice = fresh(spec);
      for (int i = 0; i < bars.size(); i++) {
        feed(once, i * HOUR, bars.get(i));
        feed(twice, i * HOUR, doubled.get(i));
        if (!once.isReady()) {
          continue;
        }
        double lost = lost(spec, bars.subList(0, i + 1), once.value());
        for (int output = 0; output < once.outputCount(); output++) {
          double factor = whenPricesDouble(spec, output);
          if (Double.isNaN(factor)) {
            continue;
          }
          double expected = once.output(output) * factor;
          assertThat(twice.output(output))
              .as("%s, output %d, bar %d", spec.label(), output, i)
              .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected)) + 4 * lost));
        }
      }
    }
  }

  @Example
  void aSeriesThatNeverMovesAndNeverTradesHasFiniteValues() {
    for (IndicatorSpec spec : specs()) {
      for (double price : new double[] {0.01, 7.1, 1e6}) {
        Indicator indicator = fresh(spec);
        for (int i = 0; i < 300; i++) {
          feed(indicator, i * HOUR, new double[] {price, price, price, price, 0});
          for (int output = 0; output < indicator.outputCount(); output++) {
            if (indicator.isReady()) {
              assertThat(indicator.output(output)).as(spec.label()).isFinite();
            }
          }
        }
      }
    }
  }

  @Example
  void readingChangesNothing() {
    List<double[]> bars = Walk.bars(11, 300);
    for (IndicatorSpec spec : specs()) {
      Indicator read = fresh(spec);
      Indicator unread = fresh(spec);
      for (int i = 0; i < bars.size(); i++) {
        feed(read, i * HOUR, bars.get(i));
        feed(unread, i * HOUR, bars.get(i));
        for (int k = 0; k < 2 * read.outputCount(); k++) {
          read.output(k % read.outputCount());
        }
      }
      same(spec, read, unread);
    }
  }

  @Example
  void nothingIsAllocatedPerBar() {
    List<double[]> bars = Walk.bars(3, 1000);
    double[] sink = new double[1];
    for (IndicatorSpec spec : specs()) {
      Indicator indicator = fresh(spec);
      Runnable tenThousandBarsOfADay =
          () -> {
            for (int i = 0; i < 10_000; i++) {
              feed(indicator, 1_000_000_000_000L, bars.get(i % bars.size()));
              sink[0] += indicator.output(i % indicator.outputCount());
            }
          };
      assertThat(Allocation.bytes(tenThousandBarsOfADay)).as(spec.label()).isLessThan(5_000);
    }
  }
}
