package ai.tickstock.analytics.indicators.popular;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.rolling.Feed;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Period 1 makes the average true range the newest true range; bars here have one of 2. */
class SuperTrendTest {
  private final Feed trend = Feed.of("SUPERTREND", Map.of("timePeriod", 1.0, "multiplier", 1.0));

  private void bar(double middle) {
    trend.range(middle + 1, middle - 1, middle);
  }

  private void start() {
    bar(10);
    bar(10);
  }

  @Test
  void theFirstValueIsAFallsWithTheBandAbove() {
    bar(10);
    assertThat(trend.isReady()).isFalse();
    bar(10);
    assertThat(trend.outputs()).containsExactly(12, -1);
  }

  @Test
  void theUpperBandFollowsDownwardsAndStaysOtherwise() {
    start();
    bar(9);
    assertThat(trend.outputs()).containsExactly(11, -1);
    bar(10);
    assertThat(trend.outputs()).containsExactly(11, -1);
  }

  @Test
  void aCloseOnTheBandTurnsNothing() {
    start();
    trend.range(12, 10, 12);
    assertThat(trend.outputs()).containsExactly(12, -1);
  }

  /** The turning bar: middle 12, true range 13 - 10 = 3; the band below is at 9. */
  @Test
  void aCloseAboveTheBandTurnsUpToTheBandBelow() {
    start();
    trend.range(13, 11, 12.5);
    assertThat(trend.outputs()).containsExactly(9, 1);
  }

  /** After the rise the lower band stays at 9 until a close is below it. */
  @Test
  void aCloseBelowTheLowerBandTurnsDown() {
    start();
    trend.range(13, 11, 12.5);
    trend.range(13, 10, 10);
    assertThat(trend.outputs()).containsExactly(9, 1);
    trend.range(10, 8, 8.5);
    assertThat(trend.outputs()).containsExactly(11, -1);
  }

  @Property(tries = 60)
  void itIsWhatTheRulesSayBarByBar(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int n,
      @ForAll @IntRange(min = 1, max = 5) int multiplier) {
    List<double[]> bars = Walk.bars(seed, 250);
    Feed atr = Feed.of("ATR", n);
    Feed superTrend =
        Feed.of("SUPERTREND", Map.of("timePeriod", (double) n, "multiplier", (double) multiplier));
    double[] upper = new double[bars.size()];
    double[] lower = new double[bars.size()];
    boolean up = false;
    for (int i = 0; i < bars.size(); i++) {
      atr.bar(bars.get(i));
      superTrend.bar(bars.get(i));
      assertThat(superTrend.isReady()).isEqualTo(i >= n);
      if (i < n) {
        continue;
      }
      double middle = (bars.get(i)[1] + bars.get(i)[2]) / 2;
      upper[i] = middle + multiplier * atr.value();
      lower[i] = middle - multiplier * atr.value();
      if (i > n) {
        double before = bars.get(i - 1)[3];
        upper[i] = before > upper[i - 1] ? upper[i] : Math.min(upper[i], upper[i - 1]);
        lower[i] = before < lower[i - 1] ? lower[i] : Math.max(lower[i], lower[i - 1]);
        double close = bars.get(i)[3];
        up = up ? close >= lower[i] : close > upper[i];
      }
      assertThat(superTrend.outputs()).containsExactly(up ? lower[i] : upper[i], up ? 1 : -1);
    }
  }

  @Property(tries = 60)
  void theCloseIsOnTheSideOfTheDirection(@ForAll long seed) {
    Feed superTrend = Feed.of("SUPERTREND");
    for (double[] bar : Walk.bars(seed, 250)) {
      superTrend.bar(bar);
      if (superTrend.isReady()) {
        double distance = bar[3] - superTrend.value();
        assertThat(distance * superTrend.output(1)).isGreaterThanOrEqualTo(0);
      }
    }
  }
}
