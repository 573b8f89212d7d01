package ai.tickstock.app.universes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Symbols from comma-separated values. */
class UniverseCsvTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "symbol;aapl;MSFT | AAPL,MSFT",
        "Symbol;A; ;B;A | A,B",
        "name,symbol,weight;Apple,AAPL,7;Microsoft,MSFT,6 | AAPL,MSFT",
        "'\"symbol\",\"name\";\"BRK.B\",\"Berkshire, Inc.\"' | BRK.B",
        "name,symbol;'no symbol here';x,C:EURUSD | C:EURUSD",
        "\uFEFFsymbol;A | A",
      })
  void theColumnSymbolIsTaken(String text, String symbols) {
    assertThat(String.join(",", UniverseCsv.symbols(text.replace(";", "\n")))).isEqualTo(symbols);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | line 1: expected a heading with a column \"symbol\"",
        "ticker;A | line 1: expected a heading with a column \"symbol\"",
        "symbol; | symbol: expected 1 to 20000 of them, was 0",
        "symbol;A;ß | line 3: symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"ß\"",
        "symbol;A;B C | line 3: symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"B C\"",
      })
  void whatCannotBeTakenIsRefusedByItsLine(String text, String why) {
    assertThatThrownBy(() -> UniverseCsv.symbols(text.replace(";", "\n")))
        .isInstanceOf(UniverseException.class)
        .hasMessage(why);
  }

  @Test
  @Timeout(60)
  void aLongCellThatGrowsInUpperCaseIsRefusedAtOnce() {
    String text = "symbol\n" + "ß".repeat(UniverseCsv.MOST_BYTES / 2);
    assertThatThrownBy(() -> UniverseCsv.symbols(text))
        .isInstanceOf(UniverseException.class)
        .hasMessageStartingWith("line 2: symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"ßß");
  }

  @Test
  void symbolsAreBounded() {
    StringBuilder text = new StringBuilder("symbol\n");
    for (int i = 0; i <= Universes.MOST_SYMBOLS; i++) {
      text.append('S').append(i).append('\n');
    }
    assertThatThrownBy(() -> UniverseCsv.symbols(text.toString()))
        .hasMessage("symbol: expected 1 to 20000 of them, was 20001");
  }
}
