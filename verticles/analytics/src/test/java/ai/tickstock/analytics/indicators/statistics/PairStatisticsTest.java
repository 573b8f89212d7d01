package ai.tickstock.analytics.indicators.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.rolling.Feed;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Of BETA and CORREL. */
class PairStatisticsTest {
  @Test
  void whatGoesTogetherStraightlyCorrelatesFully() {
    Feed same = Feed.of("CORREL", 4).pair(3, 1).pair(5, 2).pair(9, 4).pair(7, 3);
    assertThat(same.value()).isCloseTo(1, within(1e-15));
    Feed opposite = Feed.of("CORREL", 4).pair(9, 1).pair(8, 2).pair(6, 4).pair(7, 3);
    assertThat(opposite.value()).isCloseTo(-1, within(1e-15));
  }

  /** Deviations -1, 0, 1 and -1/3, 2/3, -1/3: what they have in common adds up to 0. */
  @Test
  void whatHasNothingInCommonDoesNotCorrelate() {
    assertThat(Feed.of("CORREL", 3).pair(11, 1).pair(12, 2).pair(13, 1).value()).isZero();
  }

  @Test
  void aVarianceProductBelowEpsilonIsNoCorrelation() {
    assertThat(Feed.of("CORREL", 3).pair(5, 1).pair(5, 2).pair(5, 3).value()).isZero();
    assertThat(Feed.of("CORREL", 2).pair(1e-7, 0).pair(2e-7, 1e-7).value()).isZero();
  }

  @Test
  void betaIsHowFarTheSecondMovesWhenTheFirstMovesByOnePercent() {
    Feed twice = Feed.of("BETA", 2).pair(1000, 100).pair(1100, 120).pair(1045, 108);
    assertThat(twice.isReady()).isTrue();
    assertThat(twice.value()).isCloseTo(2, within(1e-12));
  }

  /** Returns of the second: -1, then 0 instead of an infinity; of the first: 1, 0.5. */
  @Test
  void aReturnFromAPriceOfZeroIsZero() {
    Feed beta = Feed.of("BETA", 2).pair(10, 5).pair(20, 0).pair(30, 5);
    assertThat(beta.value()).isCloseTo(-2, within(1e-12));
  }

  @Test
  void againstWhatDoesNotMoveThereIsNoBeta() {
    assertThat(Feed.of("BETA", 2).pair(10, 5).pair(10, 6).pair(10, 7).value()).isZero();
  }

  @Property(tries = 60)
  void correlationIsCovarianceOverDeviationsWithinOneOfZero(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, 200);
    Feed correlation = Feed.of("CORREL", n);
    double greatest = bars.stream().mapToDouble(b -> b[1] * b[1]).max().orElseThrow();
    for (int i = 0; i < bars.size(); i++) {
      correlation.bar(bars.get(i));
      if (correlation.isReady()) {
        List<double[]> window = bars.subList(i - n + 1, i + 1);
        double x = common(window, 1, 1);
        double y = common(window, 2, 2);
        double rounding = n * 1e-13 * greatest;
        if (Math.min(x, y) > 1e5 * rounding) {
          double exact = common(window, 1, 2) / Math.sqrt(x * y);
          assertThat(correlation.value()).isCloseTo(exact, within(1e-4)).isBetween(-1.0001, 1.0001);
        }
      }
    }
  }

  @Property(tries = 60)
  void betaIsTheSlopeOfReturnsOverReturns(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, 200);
    Feed beta = Feed.of("BETA", n);
    double[][] returns = new double[bars.size()][];
    for (int i = 0; i < bars.size(); i++) {
      beta.bar(bars.get(i));
      double[] before = bars.get(Math.max(0, i - 1));
      double[] now = bars.get(i);
      returns[i] = new double[] {0, now[1] / before[1] - 1, now[2] / before[2] - 1};
      assertThat(beta.isReady()).isEqualTo(i >= n);
      if (beta.isReady()) {
        List<double[]> window = Arrays.asList(returns).subList(i - n + 1, i + 1);
        double spread = common(window, 1, 1);
        if (spread > 1e-6) {
          double exact = common(window, 1, 2) / spread;
          assertThat(beta.value()).isCloseTo(exact, within(1e-6 * Math.max(1, Math.abs(exact))));
        }
      }
    }
  }

  /** The sum of products of two columns' distances from their means. */
  private static double common(List<double[]> window, int first, int second) {
    double x = window.stream().mapToDouble(b -> b[first]).average().orElseThrow();
    double y = window.stream().mapToDouble(b -> b[second]).average().orElseThrow();
    return window.stream().mapToDouble(b -> (b[first] - x) * (b[second] - y)).sum();
  }

  @Example
  void tenMillionPairsLeaveNoDrift() {
    Correlation all = new Correlation(20);
    Beta allReturns = new Beta(20);
    Correlation last = new Correlation(20);
    Beta lastReturns = new Beta(20);
    Random random = new Random(9);
    for (int i = 0; i < 10_000_000; i++) {
      double x = 100 + 10 * random.nextFloat();
      double y = x + 5 * random.nextFloat();
      all.add(x, y);
      allReturns.add(x, y);
      if (i >= 10_000_000 - 21) {
        last.add(x, y);
        lastReturns.add(x, y);
      }
    }
    assertThat(all.value()).isCloseTo(last.value(), within(1e-10));
    assertThat(allReturns.value()).isCloseTo(lastReturns.value(), within(1e-10));
  }

  @Example
  void totalsAreSummedAfreshWithoutASeam() {
    Correlation correlation = new Correlation(7);
    Random random = new Random(1);
    double[] x = random.doubles(PairTotals.REFRESH + 50, 1, 2).toArray();
    double[] y = random.doubles(PairTotals.REFRESH + 50, 1, 2).toArray();
    for (int i = 0; i < x.length; i++) {
      correlation.add(x[i], y[i]);
      if (i > PairTotals.REFRESH - 20) {
        Correlation fresh = new Correlation(7);
        for (int k = i - 6; k <= i; k++) {
          fresh.add(x[k], y[k]);
        }
        assertThat(correlation.value()).isCloseTo(fresh.value(), within(1e-9));
      }
    }
  }
}
