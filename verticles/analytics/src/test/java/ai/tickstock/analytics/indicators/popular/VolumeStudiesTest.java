package ai.tickstock.analytics.indicators.popular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.rolling.Feed;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Of VWAP_ANCHORED and RVOL. */
class VolumeStudiesTest {
  private static Indicator anchoredAt(double seconds) {
    return IndicatorSpec.of("VWAP_ANCHORED", "anchor", seconds).create(null);
  }

  private static void trade(Indicator vwap, long second, double price, double volume) {
    vwap.add(second * 1000, price, price, price, price, volume);
  }

  @Test
  void withoutAnAnchorEveryBarCounts() {
    Indicator vwap = anchoredAt(0);
    trade(vwap, 60, 10, 100);
    trade(vwap, 86_400_060, 20, 300);
    assertThat(vwap.value()).isEqualTo(17.5);
  }

  @Test
  void barsBeforeTheAnchorDoNotCountOneAtTheAnchorDoes() {
    Indicator vwap = anchoredAt(120);
    trade(vwap, 60, 1000, 100);
    trade(vwap, 120, 10, 100);
    trade(vwap, 180, 20, 300);
    assertThat(vwap.value()).isEqualTo(17.5);
  }

  @Test
  void untilSomethingIsTradedAfterTheAnchorItIsTheNewestTypicalPrice() {
    Indicator vwap = anchoredAt(120);
    vwap.add(0, 1, 12, 6, 9, 5);
    assertThat(vwap.isReady()).isTrue();
    assertThat(vwap.value()).isEqualTo(9);
    vwap.add(120_000, 1, 15, 9, 12, 0);
    assertThat(vwap.value()).isEqualTo(12);
    vwap.add(180_000, 1, 18, 12, 15, 1);
    assertThat(vwap.value()).isEqualTo(15);
  }

  @Test
  void anAnchorMayLieBeyondTheYear2038() {
    Indicator vwap = anchoredAt(4_000_000_000.0);
    trade(vwap, 3_999_999_999L, 10, 100);
    trade(vwap, 4_000_000_000L, 20, 100);
    assertThat(vwap.value()).isEqualTo(20);
  }

  @Property(tries = 60)
  void itIsWhatWasPaidOverWhatWasTraded(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 250) int anchor) {
    List<double[]> bars = Walk.bars(seed, 200);
    Indicator vwap = anchoredAt(anchor);
    for (int i = 0; i < bars.size(); i++) {
      double[] b = bars.get(i);
      vwap.add(i * 1000L, b[0], b[1], b[2], b[3], b[4]);
      List<double[]> counted = bars.subList(Math.min(anchor, i + 1), i + 1);
      double traded = counted.stream().mapToDouble(c -> c[4]).sum();
      double paid = counted.stream().mapToDouble(c -> c[4] * (c[1] + c[2] + c[3]) / 3).sum();
      double expected = traded > 0 ? paid / traded : (b[1] + b[2] + b[3]) / 3;
      assertThat(vwap.value()).isCloseTo(expected, within(1e-11 * expected));
    }
  }

  @Example
  void tenMillionBarsLeaveNoDrift() {
    Indicator vwap = anchoredAt(0);
    for (int i = 0; i < 10_000_000; i++) {
      vwap.add(0, 0.1, 0.1, 0.1, 0.1, 0.3);
    }
    assertThat(vwap.value()).isCloseTo(0.1, within(1e-16));
    for (int i = 0; i < 10_000_000; i++) {
      vwap.add(0, 0.3, 0.3, 0.3, 0.3, 0.3);
    }
    assertThat(vwap.value()).isCloseTo(0.2, within(1e-15));
  }

  private static Feed volumes(Feed feed, double... volumes) {
    for (double volume : volumes) {
      feed.bar(1, 1, 1, 1, volume);
    }
    return feed;
  }

  @Test
  void relativeVolumeComparesWithTheBarsBeforeItself() {
    Feed rvol = volumes(Feed.of("RVOL", 3), 900, 100, 200, 300);
    assertThat(rvol.value()).isEqualTo(0.75);
    assertThat(volumes(rvol, 400).value()).isEqualTo(2);
  }

  @Test
  void afterBarsWithoutTradesThereIsNoRelativeVolume() {
    assertThat(volumes(Feed.of("RVOL", 2), 0.1, 0.7, 0, 0, 5).value()).isZero();
    assertThat(volumes(Feed.of("RVOL", 2), 0, 0, 0).value()).isZero();
  }

  @Property(tries = 60)
  void relativeVolumeIsTheVolumeOverTheMean(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, 200);
    Feed rvol = Feed.of("RVOL", n);
    for (int i = 0; i < bars.size(); i++) {
      rvol.bar(bars.get(i));
      if (rvol.isReady()) {
        double mean =
            bars.subList(i - n, i).stream().mapToDouble(b -> b[4]).average().orElseThrow();
        double expected = mean > 0 ? bars.get(i)[4] / mean : 0;
        assertThat(rvol.value()).isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
      }
    }
  }
}
