package ai.tickstock.analytics.indicators.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.indicators.rolling.Feed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearRegressionTest {
  @ParameterizedTest
  @CsvSource({
    "LINEARREG,           2.5",
    "LINEARREG_INTERCEPT, 1.5",
    "LINEARREG_SLOPE,     0.5",
    "LINEARREG_ANGLE,     26.565051177077990",
    "TSF,                 3",
  })
  void oneThreeTwoHasALineFromOneAndAHalfThatRisesByAHalf(String function, double expected) {
    assertThat(Feed.of(function, 3).closes(9, 1, 3, 2).value()).isCloseTo(expected, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({
    "LINEARREG, 17",
    "LINEARREG_INTERCEPT, 5",
    "LINEARREG_SLOPE, 3",
    "TSF, 20",
  })
  void valuesOnALineHaveThatLine(String function, double expected) {
    assertThat(Feed.of(function, 5).closes(5, 8, 11, 14, 17).value()).isEqualTo(expected);
  }

  @Test
  void anAngleIsInDegrees() {
    assertThat(Feed.of("LINEARREG_ANGLE", 2).closes(1, 2).value()).isEqualTo(45);
    assertThat(Feed.of("LINEARREG_ANGLE", 2).closes(2, 1).value()).isEqualTo(-45);
  }

  /** At a million, over 50 bars, the products are 1e8 times what is left of them. */
  @Property(tries = 30)
  void itIsTheExactLineEvenOfGreatPricesThatHardlyMove(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n) {
    Random random = new Random(seed);
    double[] values = random.doubles(100, 999_999, 1_000_001).toArray();
    Feed slope = Feed.of("LINEARREG_SLOPE", n);
    Feed intercept = Feed.of("LINEARREG_INTERCEPT", n);
    for (int i = 0; i < values.length; i++) {
      slope.closes(values[i]);
      intercept.closes(values[i]);
      if (slope.isReady()) {
        BigDecimal exact = exactSlope(values, i - n + 1, n);
        assertThat(slope.value()).isCloseTo(exact.doubleValue(), within(1e-8));
        double begin = exactMean(values, i - n + 1, n) - exact.doubleValue() * (n - 1) / 2;
        assertThat(intercept.value()).isCloseTo(begin, within(1e-12 * begin));
      }
    }
  }

  private static double exactMean(double[] values, int from, int n) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < n; i++) {
      sum = sum.add(new BigDecimal(values[from + i]));
    }
    return sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL128).doubleValue();
  }

  /** The sum of (2 i - n + 1) y over n (n^2 - 1) / 6. */
  private static BigDecimal exactSlope(double[] values, int from, int n) {
    BigDecimal weighted = BigDecimal.ZERO;
    for (int i = 0; i < n; i++) {
      BigDecimal weight = BigDecimal.valueOf(2L * i - n + 1);
      weighted = weighted.add(weight.multiply(new BigDecimal(values[from + i])));
    }
    return weighted
        .multiply(BigDecimal.valueOf(6))
        .divide(BigDecimal.valueOf((long) n * ((long) n * n - 1)), MathContext.DECIMAL128);
  }

  @Property(tries = 30)
  void itIsMadeAnewSoThatWhatWasBeforeLeavesNoTrace(@ForAll long seed) {
    Random random = new Random(seed);
    LinearRegression all = new LinearRegression(14, LinearRegression.Answer.SLOPE);
    LinearRegression last = new LinearRegression(14, LinearRegression.Answer.SLOPE);
    for (int i = 0; i < 500; i++) {
      all.add(Math.exp(20 * random.nextGaussian()));
    }
    for (int i = 0; i < 14; i++) {
      double value = random.nextDouble();
      all.add(value);
      last.add(value);
    }
    assertThat(all.value()).isEqualTo(last.value());
  }

  @Example
  void theLongestPeriodIsComputedWithoutOverflow() {
    LinearRegression line = new LinearRegression(100_000, LinearRegression.Answer.SLOPE);
    for (int i = 0; i < 100_000; i++) {
      line.add(i);
    }
    assertThat(line.value()).isCloseTo(1, within(1e-9));
  }
}
