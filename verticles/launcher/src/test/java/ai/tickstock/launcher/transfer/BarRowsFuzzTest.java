package ai.tickstock.launcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.launcher.analyze.BarFile;
import ai.tickstock.launcher.csv.CsvRows;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.write.ImportedBar;
import ai.tickstock.wire.MarketCalendars;
import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.NastyJson;
import ai.tickstock.wire.fuzz.Reasons;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * However a file of bars is spoiled: what is read is bars, the rest is refused by line or field.
 */
class BarRowsFuzzTest {
  private static final MarketCalendar CALENDAR = MarketCalendars.from(new JsonObject());
  private static final String TABLE =
      """
      symbol,bar_timestamp,open,high,low,close,volume,vwap,trades
      AAPL,2024-05-01T14:30:00Z,10,11,9.5,10.5,1000,10.2,7
      AAPL,1714573860,10.5,10.5,10.5,10.5,0,,0
      BRK.B,2024-05-02 10:30,350,351,349,350.25,12.5,,
      """;

  private static Path file;

  @BeforeContainer
  static void make() throws IOException {
    file = Files.createTempFile("bars", ".csv");
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void everyRowIsABarOrRefused(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          byte[] bytes = spoiled(nasty);
          write(bytes);
          Fuzz.within(bytes.length, () -> importRows(bytes));
          Fuzz.within(bytes.length, () -> analyse(bytes));
        });
  }

  private static byte[] spoiled(NastyJson nasty) {
    String text = nasty.random().nextInt(3) > 0 ? nasty.scribbled(TABLE) : TABLE;
    if (nasty.random().nextBoolean()) {
      text += nasty.oneOf("AAPL,", "AAPL,1714573920,", "", "\"") + nasty.value() + ",1,1,1,1\n";
    }
    byte[] bytes = NastyJson.utf8(text);
    return nasty.random().nextInt(4) == 0 ? nasty.spoiled(bytes) : bytes;
  }

  private static void write(byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void importRows(byte[] bytes) {
    try (CsvRows rows = CsvRows.open(file)) {
      BarRows bars = new BarRows(rows, CALENDAR, Timeframe.MIN_1, null);
      while (rows.next()) {
        row(bars, bytes);
      }
    } catch (IOException refused) {
      assertPlain(refused, bytes);
    }
  }

  private static void row(BarRows bars, byte[] bytes) {
    try {
      ImportedBar bar = bars.bar();
      assertThat(bar.symbol()).matches(Symbols::isValid);
      assertThat(bar.high()).isFinite().isGreaterThanOrEqualTo(bar.low());
      assertThat(bar.low()).isPositive();
      assertThat(bar.volume()).isFinite().isNotNegative();
    } catch (IllegalArgumentException refused) {
      Reasons.assertUnderstandable("line: " + refused.getMessage(), new String(bytes));
    }
  }

  private static void analyse(byte[] bytes) {
    try {
      for (BarSeries series : BarFile.read(file, CALENDAR, read -> {}).values()) {
        assertThat(series.size()).isPositive();
      }
    } catch (IOException refused) {
      assertPlain(refused, bytes);
    }
  }

  /** Says more than the file's name, and nothing of our insides. */
  private static void assertPlain(IOException refused, byte[] bytes) {
    assertThat(refused.getMessage())
        .as("for %s", new String(bytes))
        .hasSizeGreaterThan(file.toString().length())
        .hasSizeLessThan(100_000)
        .doesNotContain("Exception", "java.");
  }
}
