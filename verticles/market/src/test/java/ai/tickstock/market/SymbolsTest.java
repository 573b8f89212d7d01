package ai.tickstock.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolsTest {
  @ParameterizedTest
  @ValueSource(strings = {"A", "BRK.B", "BTC-USD", "EUR/USD", "X:BTCUSD", "12345678901234567890"})
  void theseAreSymbols(String symbol) {
    assertThat(Symbols.isValid(symbol)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aapl", "A B", "A,B", "ÄPFEL", "A_B", "A;B", "123456789012345678901"})
  void theseAreNot(String symbol) {
    assertThat(Symbols.isValid(symbol)).isFalse();
  }

  @Test
  void lettersOfAsciiAreWrittenInUpperCase() {
    assertThat(Symbols.upper("brk.b")).isEqualTo("BRK.B");
    assertThat(Symbols.upper("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ß", "ſpy", "aıg", "ﬁ", "ＡＡＰＬ", "abcdefghijklmnopqrstu"})
  void whatOnlyUpperCaseWouldMakeASymbolIsNone(String written) {
    assertThat(Symbols.isValid(Symbols.upper(written))).isFalse();
  }

  @Test
  @Timeout(60)
  void aLongTextThatGrowsInUpperCaseTakesNoTime() {
    assertThat(Symbols.upper("ß".repeat(1_000_000))).startsWith("ß");
  }

  @Test
  void partitionsNeverMoveBecauseStoredStateDependsOnThem() {
    assertThat(Symbols.partition("AAPL")).isEqualTo(Symbols.partition("AAPL")).isBetween(0, 63);
    assertThat(
            new int[] {
              Symbols.partition("AAPL"), Symbols.partition("SPY"), Symbols.partition("GCZ13")
            })
        .containsExactly(6, 38, 35);
  }

  @Test
  void aWrongTimeframeIsToldTheRightOnes() {
    assertThatThrownBy(() -> Timeframe.of("2min"))
        .hasMessage("timeframe: expected one of 1min, 5min, 15min, 1hour, 1day, was 2min");
  }

  @Test
  void aProbeIsAValidSymbolThatNobodyElseHas() {
    for (int number = 0; number < Symbols.PROBES; number++) {
      assertThat(Symbols.isValid(Symbols.probe(number))).isTrue();
      assertThat(Symbols.isProbe(Symbols.probe(number))).isTrue();
    }
    assertThat(Symbols.probe(7)).isEqualTo("DOCTOR:PROBE-07");
    assertThat(Symbols.isProbe("AAPL")).isFalse();
    assertThat(Symbols.isProbe("DOCTOR")).isFalse();
  }
}
