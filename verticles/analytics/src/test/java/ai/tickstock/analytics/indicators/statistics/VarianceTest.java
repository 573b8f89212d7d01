package ai.tickstock.analytics.indicators.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.indicators.rolling.Feed;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VarianceTest {
  @Test
  void itIsThePopulationsNotTheSamples() {
    assertThat(Feed.of("VAR", 5).closes(1, 2, 3, 4, 5).value()).isEqualTo(2);
    assertThat(Feed.of("STDDEV", 5).closes(1, 2, 3, 4, 5).value()).isEqualTo(Math.sqrt(2));
  }

  @Test
  void deviationsAreMultiplied() {
    Map<String, Double> thrice = Map.of("timePeriod", 2.0, "nbDev", 3.0);
    assertThat(Feed.of("STDDEV", thrice).closes(4, 8).value()).isEqualTo(6);
  }

  @Test
  void theVarianceDoesNotLookAtTheNumberOfDeviations() {
    Map<String, Double> thrice = Map.of("timePeriod", 2.0, "nbDev", 3.0);
    assertThat(Feed.of("VAR", thrice).closes(4, 8).value()).isEqualTo(4);
  }

  @Test
  void aVarianceBelowEpsilonIsNoDeviation() {
    assertThat(Feed.of("STDDEV", 2).closes(0, 1.9e-7).value()).isZero();
    assertThat(Feed.of("STDDEV", 2).closes(0, 2.1e-7).value()).isCloseTo(1.05e-7, within(1e-15));
  }

  @Test
  void theVarianceOfOneValueIsZero() {
    assertThat(Feed.of("VAR", 1).closes(7).value()).isZero();
  }

  @Property(tries = 60)
  void itIsTheMeanSquareDistanceFromTheMeanAndNotBelowZeroButForRounding(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    List<double[]> bars = Walk.bars(seed, 200);
    Feed variance = Feed.of("VAR", n);
    for (int i = 0; i < bars.size(); i++) {
      variance.bar(bars.get(i));
      if (variance.isReady()) {
        List<double[]> window = bars.subList(i - n + 1, i + 1);
        double mean = window.stream().mapToDouble(b -> b[3]).average().orElseThrow();
        double exact = window.stream().mapToDouble(b -> (b[3] - mean) * (b[3] - mean)).sum() / n;
        double rounding = 1e-13 * bars.stream().mapToDouble(b -> b[3] * b[3]).max().orElseThrow();
        assertThat(variance.value()).isCloseTo(exact, within(rounding));
        assertThat(variance.value()).isGreaterThanOrEqualTo(-rounding);
      }
    }
  }

  @Example
  void tenMillionValuesLeaveNoDrift() {
    Variance all = new Variance(20);
    Variance last = new Variance(20);
    long random = 5;
    for (int i = 0; i < 10_000_000; i++) {
      random = random * 6364136223846793005L + 1442695040888963407L;
      double value = 100 + (random >>> 50) / 1000.0;
      all.add(value);
      if (i >= 10_000_000 - 20) {
        last.add(value);
      }
    }
    assertThat(all.value()).isCloseTo(last.value(), within(1e-8));
  }
}
