package ai.tickstock.launcher.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  private static String text(double value) {
    StringBuilder out = new StringBuilder();
    Figures.append(out, value);
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "160.24, 160.24000000000001",
    "161.59, 161.59",
    "100, 100",
    "-0.0, -0",
    "7.1366451011160685e-06, 7.1366451011160685e-06",
    "1e-5, 1.0000000000000001e-05",
    "0.0001, 0.0001",
    "123456789012345678, 1.2345678901234568e+17",
    "NaN, NaN",
    "Infinity, Infinity",
  })
  void figuresHaveSeventeenDigitsAndNoTrailingZeros(double value, String text) {
    assertThat(text(value)).isEqualTo(text);
  }

  @Property(tries = 2000)
  void everyFigureReadsBackAsItself(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    assertThat(Double.valueOf(text(value))).isEqualTo(Double.valueOf(value));
  }
}
