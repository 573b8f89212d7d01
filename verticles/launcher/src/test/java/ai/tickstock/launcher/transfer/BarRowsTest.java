package ai.tickstock.launcher.transfer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.launcher.csv.CsvRows;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no bar. */
class BarRowsTest {
  private static final String DIGITS = "1".repeat(2_000);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.#,2,1,1.5,1 | expected low <= open, close <= high, was open 0.1111",
        "1,1,1,1,9.# | vwap: expected low <= vwap <= high, was 9.1111"
      })
  void ofLongNumbersTheBeginningIsShown(String cells, String why) throws IOException {
    Path file = directory.resolve("bars.csv");
    Files.writeString(
        file,
        "symbol,time,open,high,low,close,vwap\nA,1714573860," + cells.replace("#", DIGITS) + "\n");
    try (CsvRows rows = CsvRows.open(file)) {
      BarRows bars = new BarRows(rows, MarketCalendar.newYork(), Timeframe.MIN_1, null);
      rows.next();
      assertThatThrownBy(bars::bar)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(why)
          .hasMessageContaining("…")
          .message()
          .hasSizeLessThan(400);
    }
  }
}
