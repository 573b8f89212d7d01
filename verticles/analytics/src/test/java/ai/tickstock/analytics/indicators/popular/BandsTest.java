package ai.tickstock.analytics.indicators.popular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.rolling.Feed;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Of DONCHIAN, KELTNER and ICHIMOKU. */
class BandsTest {
  @Test
  void donchianIsTheHighestHighAndTheLowestLowWithTheNewestBar() {
    Feed donchian = Feed.of("DONCHIAN", 3).range(99, 1, 50).range(12, 8, 9).range(11, 6, 7);
    assertThat(donchian.outputs()).containsExactly(99, 50, 1);
    assertThat(donchian.range(14, 9, 13).outputs()).containsExactly(14, 10, 6);
  }

  @Property(tries = 60)
  void donchianEnclosesTheClose(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, 150);
    Feed donchian = Feed.of("DONCHIAN", n);
    for (int i = 0; i < bars.size(); i++) {
      donchian.bar(bars.get(i));
      if (donchian.isReady()) {
        List<double[]> window = bars.subList(i - n + 1, i + 1);
        double upper = window.stream().mapToDouble(b -> b[1]).max().orElseThrow();
        double lower = window.stream().mapToDouble(b -> b[2]).min().orElseThrow();
        assertThat(donchian.outputs()).containsExactly(upper, (upper + lower) / 2, lower);
        assertThat(bars.get(i)[3]).isBetween(lower, upper);
      }
    }
  }

  /**
   * True ranges 2, 3 (10 to 13) and 4: the mean of the first two is 2.5, then (2.5 + 4) / 2 = 3.25.
   * EMA of closes over 3: (9 + 10 + 12) / 3 = 31/3, then half way to 14.
   */
  @Test
  void keltnerIsAnExponentialMeanOfClosesAndTrueRangesAroundIt() {
    Map<String, Double> parameters = Map.of("timePeriod", 3.0, "atrPeriod", 2.0, "multiplier", 2.0);
    Feed keltner = Feed.of("KELTNER", parameters);
    keltner.range(10, 8, 9).range(11, 9, 10).range(13, 11, 12);
    assertThat(keltner.isReady()).isTrue();
    assertThat(keltner.output(1)).isCloseTo(31 / 3.0, within(1e-14));
    assertThat(keltner.output(0)).isCloseTo(31 / 3.0 + 5, within(1e-14));
    assertThat(keltner.output(2)).isCloseTo(31 / 3.0 - 5, within(1e-14));
    keltner.range(16, 12, 14);
    double middle = (31 / 3.0 + 14) / 2;
    assertThat(keltner.output(1)).isCloseTo(middle, within(1e-14));
    assertThat(keltner.output(0)).isCloseTo(middle + 6.5, within(1e-14));
    assertThat(keltner.output(2)).isCloseTo(middle - 6.5, within(1e-14));
  }

  @Property(tries = 40)
  void keltnerIsMadeOfEmaAndAtr(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 40) int atrPeriod) {
    Feed ema = Feed.of("EMA", n);
    Feed atr = Feed.of("ATR", atrPeriod);
    Feed keltner =
        Feed.of("KELTNER", Map.of("timePeriod", (double) n, "atrPeriod", (double) atrPeriod));
    for (double[] bar : Walk.bars(seed, 150)) {
      ema.bar(bar);
      atr.bar(bar);
      keltner.bar(bar);
      assertThat(keltner.isReady()).isEqualTo(ema.isReady() && atr.isReady());
      if (keltner.isReady()) {
        double reach = 2 * atr.value();
        assertThat(keltner.outputs())
            .containsExactly(ema.value() + reach, ema.value(), ema.value() - reach);
      }
    }
  }

  @Test
  void ichimokuHasTheValuesAsOfTheNewestBar() {
    Feed ichimoku =
        Feed.of("ICHIMOKU", Map.of("tenkanPeriod", 1.0, "kijunPeriod", 2.0, "senkouPeriod", 3.0));
    ichimoku.range(20, 10, 15).range(16, 12, 13);
    assertThat(ichimoku.isReady()).isFalse();
    ichimoku.range(15, 11, 14);
    double tenkan = 13;
    double kijun = 13.5;
    assertThat(ichimoku.outputs()).containsExactly(tenkan, kijun, 13.25, 15, 14);
  }

  @Property(tries = 40)
  void ichimokuIsMadeOfTheMiddlesOfThreeChannels(@ForAll long seed) {
    Feed ichimoku = Feed.of("ICHIMOKU");
    Feed nine = Feed.of("DONCHIAN", 9);
    Feed twentySix = Feed.of("DONCHIAN", 26);
    Feed fiftyTwo = Feed.of("DONCHIAN", 52);
    for (double[] bar : Walk.bars(seed, 150)) {
      ichimoku.bar(bar);
      nine.bar(bar);
      twentySix.bar(bar);
      fiftyTwo.bar(bar);
      assertThat(ichimoku.isReady()).isEqualTo(fiftyTwo.isReady());
      if (ichimoku.isReady()) {
        double tenkan = nine.output(1);
        double kijun = twentySix.output(1);
        assertThat(ichimoku.outputs())
            .containsExactly(tenkan, kijun, (tenkan + kijun) / 2, fiftyTwo.output(1), bar[3]);
      }
    }
  }
}
