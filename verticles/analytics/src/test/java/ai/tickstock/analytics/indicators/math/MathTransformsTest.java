package ai.tickstock.analytics.indicators.math;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.indicators.Input;
import ai.tickstock.analytics.indicators.rolling.Feed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathTransformsTest {
  private static double ofTheClose(String function, double close) {
    Map<String, Double> input = Map.of("input", (double) Input.CLOSE.ordinal());
    return Feed.of(function, input).closes(close).value();
  }

  @ParameterizedTest
  @CsvSource({
    "ACOS,  1,     0",
    "ASIN,  0,     0",
    "ATAN,  0,     0",
    "CEIL,  7.01,  8",
    "COS,   0,     1",
    "COSH,  0,     1",
    "EXP,   0,     1",
    "FLOOR, 7.99,  7",
    "LN,    1,     0",
    "LOG10, 1000,  3",
    "SIN,   0,     0",
    "SINH,  0,     0",
    "SQRT,  1.44,  1.2",
    "TAN,   0,     0",
    "TANH,  0,     0",
    "TANH,  1e9,   1",
  })
  void eachIsTheFunctionOfItsName(String function, double close, double expected) {
    assertThat(ofTheClose(function, close)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ACOS,  1.5,  NaN",
    "ASIN,  100,  NaN",
    "LN,    -1,   NaN",
    "LN,    0,    -Infinity",
    "LOG10, -1,   NaN",
    "LOG10, 0,    -Infinity",
    "SQRT,  -4,   NaN",
    "EXP,   1000, Infinity",
    "COSH,  1000, Infinity",
    "SINH,  1000, Infinity",
  })
  void outsideTheDomainIsWhatJavaHas(String function, double close, Double expected) {
    assertThat(ofTheClose(function, close)).isEqualTo(expected);
  }

  @Test
  void functionsOfASmallDomainLookAtLowOverHigh() {
    assertThat(Feed.of("ASIN").range(2, 1, 1.5).value()).isEqualTo(Math.asin(0.5));
    assertThat(Feed.of("SIN").range(2, 1, 1.5).value()).isEqualTo(Math.sin(1.5));
  }

  @Test
  void everyBarHasAValue() {
    assertThat(Feed.of("SIN").isReady()).isFalse();
    assertThat(Feed.of("SIN").closes(1).isReady()).isTrue();
  }
}
