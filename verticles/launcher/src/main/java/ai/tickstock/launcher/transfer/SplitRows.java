package ai.tickstock.launcher.transfer;

import ai.tickstock.launcher.csv.CsvRows;
import ai.tickstock.store.StoredSplit;
import ai.tickstock.store.write.ImportedSplit;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of a file read as splits, every field checked. Not thread-safe. */
final class SplitRows {
  private static final LocalDate EARLIEST = LocalDate.parse("1900-01-01");
  private static final LocalDate LATEST = LocalDate.parse("2199-12-31");

  /** More shares for one than anybody has ever made. */
  private static final double MOST = 10_000;

  /** As people write one: neither below 0 nor what Java alone reads, as 4d and 0x4 are. */
  private static final Pattern NUMBER =
      Pattern.compile("\\+?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final CsvRows rows;
  private final String date;

  /**
   * @throws IOException if a column is missing
   */
  SplitRows(CsvRows rows) throws IOException {
    this.rows = rows;
    date = rows.first(List.of("date", "ex_date"));
    if (date == null || !rows.has("symbol") || !rows.has("ratio")) {
      throw rows.otherHeader("symbol, date and ratio");
    }
  }

  /**
   * The row as a split.
   *
   * @throws IllegalArgumentException naming the field, what is expected and what it was
   */
  ImportedSplit split() {
    String symbol = CsvRows.symbol(rows.cell("symbol"));
    return new ImportedSplit(symbol, new StoredSplit(date(), ratio()));
  }

  private LocalDate date() {
    String text = rows.cell(date);
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // Said below, for one out of range as well.
    }
    throw CsvRows.expected(date, "the first day at the new price, such as 2020-08-31", text);
  }

  /** New shares for each old one, as a number or as two: {@code 4}, {@code 0.05}, {@code 1:20}. */
  private double ratio() {
    String text = rows.cell("ratio");
    String[] parts = text.split(":", 3);
    double ratio = parts.length == 2 ? number(parts[0]) / number(parts[1]) : number(text);
    if (ratio >= 1 / MOST && ratio <= MOST && ratio != 1) {
      return ratio;
    }
    throw CsvRows.expected("ratio", "new shares for each old one, such as 4, 0.05 or 1:20", text);
  }

  /** NaN where it is none. */
  private static double number(String text) {
    String number = text.strip();
    return NUMBER.matcher(number).matches() ? Double.parseDouble(number) : Double.NaN;
  }
}
