package ai.tickstock.analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Allocation;
import ai.tickstock.analytics.Walk;
import ai.tickstock.market.MarketCalendar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every indicator of the registry, whatever it computes. */
class EveryIndicatorTest {
  private static final long MINUTE = 60_000L;

  /** TA-Lib gives NaN here too: no bar of the window moved. */
  private static final Set<String> UNDEFINED_WHERE_NOTHING_MOVES = Set.of("IMI");

  /** More than once a session, so that what is anchored to days is seen to turn over. */
  private static final long HALF_HOUR = 30 * MINUTE;

  static List<IndicatorSpec> all() {
    return Indicators.all().stream().map(each -> IndicatorSpec.of(each.name())).toList();
  }

  private static void add(Indicator indicator, int number, double[] b) {
    indicator.add(number * HALF_HOUR, b[0], b[1], b[2], b[3], b[4]);
  }

  private static double[] outputs(Indicator indicator) {
    double[] outputs = new double[indicator.outputCount()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = indicator.output(i);
    }
    return outputs;
  }

  private static List<double[]> flat(double price, double volume) {
    return Collections.nCopies(1_500, new double[] {price, price, price, price, volume});
  }

  private static List<double[]> scaled(double factor) {
    return Walk.scaled(Walk.bars(7, 1_500), factor);
  }

  @ParameterizedTest
  @MethodSource("all")
  void itIsReadyAtItsLookbackAndHasNumbersFromThenOn(IndicatorSpec spec) {
    for (long seed = 1; seed <= 3; seed++) {
      hasNumbers(spec, Walk.bars(seed, 1_500), false);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void barsThatNeverMoveOrTradeDoItNoHarm(IndicatorSpec spec) {
    hasNumbers(spec, flat(7.1, 100), true);
    hasNumbers(spec, flat(100, 0), true);
    hasNumbers(spec, flat(0.01, 1), true);
    hasNumbers(spec, flat(1_000_000, 1e9), true);
  }

  @ParameterizedTest
  @MethodSource("all")
  void pricesOfAnySizeWillDo(IndicatorSpec spec) {
    hasNumbers(spec, scaled(1e-4), false);
    hasNumbers(spec, scaled(1e4), false);
  }

  private static void hasNumbers(IndicatorSpec spec, List<double[]> bars, boolean still) {
    Indicator indicator = spec.create(MarketCalendar.newYork());
    for (int i = 0; i < bars.size(); i++) {
      add(indicator, i, bars.get(i));
      boolean waitsForADay = spec.name().startsWith("PIVOTS");
      assertThat(indicator.isReady() || waitsForADay)
          .as("ready at %d", i)
          .isEqualTo(i >= spec.lookback() || waitsForADay);
      if (indicator.isReady() && !overflows(spec, bars.get(i))) {
        for (double output : outputs(indicator)) {
          boolean allowed = still && UNDEFINED_WHERE_NOTHING_MOVES.contains(spec.name());
          assertThat(Double.isFinite(output) || allowed && Double.isNaN(output))
              .as("%s at %d: %s", spec.label(), i, output)
              .isTrue();
        }
      }
    }
  }

  /** The window of IMI may happen to hold dojis only; nothing else may be undefined. */
  private static boolean overflows(IndicatorSpec spec, double[] bar) {
    return UNDEFINED_WHERE_NOTHING_MOVES.contains(spec.name()) && bar[0] == bar[3];
  }

  @ParameterizedTest
  @MethodSource("all")
  void twoOfAKindShareNothing(IndicatorSpec spec) {
    List<double[]> ones = Walk.bars(1, 600);
    List<double[]> others = Walk.bars(2, 600);
    Indicator one = spec.create(MarketCalendar.newYork());
    Indicator other = spec.create(MarketCalendar.newYork());
    Indicator alone = spec.create(MarketCalendar.newYork());
    for (int i = 0; i < ones.size(); i++) {
      add(one, i, ones.get(i));
      add(other, i, others.get(i));
      add(alone, i, ones.get(i));
      if (one.isReady()) {
        assertThat(outputs(one)).isEqualTo(outputs(alone));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void readingItChangesNothing(IndicatorSpec spec) {
    Indicator read = spec.create(MarketCalendar.newYork());
    Indicator unread = spec.create(MarketCalendar.newYork());
    List<double[]> bars = Walk.bars(3, 600);
    for (int i = 0; i < bars.size(); i++) {
      add(read, i, bars.get(i));
      add(unread, i, bars.get(i));
      if (read.isReady()) {
        outputs(read);
        assertThat(outputs(read)).isEqualTo(outputs(read));
      }
    }
    assertThat(outputs(unread)).isEqualTo(outputs(read));
  }

  @ParameterizedTest
  @MethodSource("all")
  void itAllocatesNothingPerBar(IndicatorSpec spec) {
    List<double[]> bars = Walk.bars(3, 1000);
    Indicator indicator = spec.create(MarketCalendar.newYork());
    double[] sink = new double[1];
    Runnable manyBarsOfADay =
        () -> {
          for (int i = 0; i < 20_000; i++) {
            double[] b = bars.get(i % bars.size());
            indicator.add(1_000_000_000_000L, b[0], b[1], b[2], b[3], b[4]);
            sink[0] += indicator.isReady() ? indicator.value() : 0;
          }
        };
    assertThat(Allocation.bytes(manyBarsOfADay)).isLessThan(2_000);
  }

  static List<IndicatorSpec> bounded() {
    return all().stream()
        .filter(spec -> spec.definition().memory() == IndicatorDefinition.Memory.BOUNDED)
        .map(EveryIndicatorTest::withoutCounting)
        .toList();
  }

  /** The demonstration series of periods counts bars from where it begins. */
  private static IndicatorSpec withoutCounting(IndicatorSpec spec) {
    return spec.name().equals("MAVP") ? IndicatorSpecs.one("MAVP(input1=median)") : spec;
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void aWarmStartGivesWhatRunningAllAlongGives(IndicatorSpec spec) {
    for (long seed = 11; seed <= 16; seed++) {
      int before = (int) (37 * (seed - 10));
      int ready = before + spec.warmUpBars();
      List<double[]> bars = Walk.bars(seed, ready + 40);
      Indicator allAlong = spec.create(MarketCalendar.newYork());
      Indicator warm = spec.create(MarketCalendar.newYork());
      for (int i = 0; i < bars.size(); i++) {
        add(allAlong, i, bars.get(i));
        if (i >= before) {
          add(warm, i, bars.get(i));
        }
        if (i >= ready) {
          near(spec, i, outputs(warm), outputs(allAlong));
        }
      }
    }
  }

  private static void near(IndicatorSpec spec, int bar, double[] got, double[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (!(Double.isNaN(got[i]) && Double.isNaN(wanted[i]))) {
        assertThat(got[i])
            .as("%s, output %d, bar %d", spec.label(), i, bar)
            .isCloseTo(wanted[i], within(1e-10 * Math.max(1, Math.abs(wanted[i]))));
      }
    }
  }

  static List<IndicatorSpec> cumulative() {
    List<IndicatorSpec> specs = new ArrayList<>(all());
    specs.removeIf(spec -> spec.definition().memory() != IndicatorDefinition.Memory.CUMULATIVE);
    return specs;
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cumulative")
  void aSavedStateGoesOnToTheLastBit(IndicatorSpec spec) {
    List<double[]> bars = Walk.bars(5, spec.lookback() + 400);
    Indicator allAlong = spec.create(MarketCalendar.newYork());
    Indicator resumed = null;
    for (int i = 0; i < bars.size(); i++) {
      add(allAlong, i, bars.get(i));
      if (resumed != null) {
        add(resumed, i, bars.get(i));
        assertThat(resumed.isReady()).isTrue();
        assertThat(outputs(resumed)).isEqualTo(outputs(allAlong));
      }
      if (allAlong.isReady() && i % 29 == 0) {
        double[] state = allAlong.state();
        for (double number : state) {
          assertThat(number).isFinite();
        }
        resumed = spec.create(MarketCalendar.newYork());
        resumed.resume(state);
        assertThat(outputs(resumed)).isEqualTo(outputs(allAlong));
      }
    }
  }
}
