package ai.tickstock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {
  private final JsonNumber number = new JsonNumber();

  @Property(tries = 20_000)
  void isRoundedCorrectly(@ForAll("decimals") String text) {
    assertThat(read(text)).isTrue();
    assertThat(Double.doubleToRawLongBits(number.asDouble()))
        .as(text)
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }

  @Property
  void readsBackWhatTheJdkWrites(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    Assume.that(Double.isFinite(value));
    assertThat(read(Double.toString(value))).isTrue();
    assertThat(number.asDouble()).isEqualTo(value);
  }

  @Property(tries = 5_000)
  void secondsAreCutToMillisecondsExactly(@ForAll("decimals") String text) {
    read(text);
    BigDecimal millis = new BigDecimal(text).movePointRight(3);
    boolean fits = millis.signum() >= 0 && millis.compareTo(new BigDecimal("1e17")) < 0;
    assertThat(number.asMillis()).as(text).isEqualTo(fits ? millis.longValue() : Long.MIN_VALUE);
  }

  @Provide
  Arbitrary<String> decimals() {
    Arbitrary<String> sign = Arbitraries.of("", "", "-");
    Arbitrary<String> whole =
        Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20).map(JsonNumberTest::trimmed);
    Arbitrary<String> fraction =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25).map(s -> "." + s));
    Arbitrary<String> exponent =
        Arbitraries.oneOf(
            Arbitraries.just(""), Arbitraries.integers().between(-350, 330).map(e -> "e" + e));
    return Combinators.combine(sign, whole, fraction, exponent).as((s, w, f, e) -> s + w + f + e);
  }

  private static String trimmed(String digits) {
    String trimmed = digits.replaceFirst("^0+", "");
    return trimmed.isEmpty() ? "0" : trimmed;
  }

  @ParameterizedTest
  @CsvSource({
    "1697385600.123, 1697385600123",
    "1697385600.1239999, 1697385600123",
    "1697385600, 1697385600000",
    "1697385600.12, 1697385600120",
    "1697385600.1230000000000000000000000000000000000000000000000000001, 1697385600123",
    "0.0009999999999999999999999999999, 0",
    "16973856001.23e-1, 1697385600123",
    "1.697385600123e9, 1697385600123",
    "99999999999999.999, 99999999999999999",
    "0e99999999999, 0",
    "1e-99999999999, 0"
  })
  void noMillisecondIsLostToRounding(String seconds, long millis) {
    assertThat(read(seconds)).isTrue();
    assertThat(number.asMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "100000000000000", "1e300", "1e99999999999"})
  void whatIsNoTimeHasNoMilliseconds(String seconds) {
    assertThat(read(seconds)).isTrue();
    assertThat(number.asMillis()).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "01", "-01", "1.", ".5", "+1", "1e", "1e+", "e5", "NaN", "--1"})
  void isNoNumber(String text) {
    assertThat(read(text)).isFalse();
  }

  private boolean read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int end = number.read(bytes, 0, bytes.length);
    assertThat(end).isIn(JsonNumber.NONE, bytes.length);
    return end != JsonNumber.NONE;
  }
}
