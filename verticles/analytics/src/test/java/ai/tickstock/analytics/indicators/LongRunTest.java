package ai.tickstock.analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Allocation;
import ai.tickstock.analytics.Walk;
import ai.tickstock.market.MarketCalendar;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only a long run shows. */
class LongRunTest {
  private static final int TEN_MILLION = 10_000_000;

  @Test
  void tenMillionBarsLeaveNoDriftInRunningTotals() {
    Indicator sma = IndicatorSpec.of("SMA", "timePeriod", 20).create(MarketCalendar.alwaysOpen());
    Indicator bands =
        IndicatorSpec.of("BBANDS", "timePeriod", 20).create(MarketCalendar.alwaysOpen());
    Indicator freshSma = IndicatorSpec.of("SMA", "timePeriod", 20).create(null);
    Indicator freshBands = IndicatorSpec.of("BBANDS", "timePeriod", 20).create(null);
    long random = 42;
    for (int bar = 0; bar < TEN_MILLION; bar++) {
      random = random * 6364136223846793005L + 1442695040888963407L;
      double close = 100 + (random >>> 50) / 1000.0;
      sma.add(0, close, close, close, close, 1);
      bands.add(0, close, close, close, close, 1);
      if (bar >= TEN_MILLION - 20) {
        freshSma.add(0, close, close, close, close, 1);
        freshBands.add(0, close, close, close, close, 1);
      }
    }
    assertThat(sma.value()).isCloseTo(freshSma.value(), within(1e-10));
    assertThat(bands.output(0)).isCloseTo(freshBands.output(0), within(1e-8));
    assertThat(bands.output(2)).isCloseTo(freshBands.output(2), within(1e-8));
  }

  @Test
  void totalsAreSummedAfreshWithoutASeam() {
    Indicator sma = IndicatorSpec.of("SMA", "timePeriod", 7).create(null);
    Indicator bands = IndicatorSpec.of("BBANDS", "timePeriod", 7).create(null);
    for (int bar = 0; bar < (1 << 16) + 50; bar++) {
      double close = bar % 100;
      sma.add(0, close, close, close, close, 1);
      bands.add(0, close, close, close, close, 1);
      if (bar >= (1 << 16) - 10 && bar % 100 >= 6) {
        assertThat(sma.isReady()).isTrue();
        assertThat(sma.value()).isCloseTo(close - 3, within(1e-9));
        assertThat(bands.output(0)).isCloseTo(close - 3 + 2 * 2, within(1e-9));
      }
    }
  }

  @Test
  void nothingIsAllocatedPerBar() {
    List<double[]> bars = Walk.bars(3, 1000);
    IndicatorSet set = new IndicatorSet(IndicatorSet.defaults(), MarketCalendar.newYork());
    double[] sink = new double[1];
    Runnable hundredThousandBarsOfADay =
        () -> {
          for (int i = 0; i < 100_000; i++) {
            double[] b = bars.get(i % bars.size());
            set.add(1_000_000_000_000L, b[0], b[1], b[2], b[3], b[4]);
            sink[0] += set.value(i % set.size(), 0);
          }
        };
    assertThat(Allocation.bytes(hundredThousandBarsOfADay)).isLessThan(10_000);
  }

  @Test
  void aSetOfTheDefaultsIsSmall() {
    IndicatorSet set = new IndicatorSet(IndicatorSet.defaults(), MarketCalendar.newYork());
    IndicatorSet[] kept = new IndicatorSet[1000];
    long bytes =
        Allocation.bytes(
            () -> {
              for (int i = 0; i < kept.length; i++) {
                kept[i] = set.fresh();
              }
            });
    assertThat(bytes / kept.length).isLessThan(8_000);
  }
}
