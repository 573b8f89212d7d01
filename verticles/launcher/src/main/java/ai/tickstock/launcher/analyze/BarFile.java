package ai.tickstock.launcher.analyze;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.launcher.csv.CsvRows;
import ai.tickstock.market.MarketCalendar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Reads bars from a CSV file, plain or gzip, with a header. Columns are known by name, in any
 * order: {@code open}, {@code high}, {@code low}, {@code close} must be there; {@code volume} is 0
 * and {@code symbol} empty where there is none; the time is {@code bar_timestamp}, {@code
 * timestamp}, {@code datetime}, {@code date} or {@code time}. Other columns are passed over.
 */
public final class BarFile {
  /** The names a column of times may have, the first that is there counts. */
  public static final List<String> TIMES =
      List.of("bar_timestamp", "timestamp", "datetime", "date", "time");

  private static final int MOST_PROBLEMS = 10;
  private static final int PACE = 4096;

  private final CsvRows rows;
  private final String time;
  private final MarketCalendar calendar;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, BarSeries> series = new LinkedHashMap<>();
  private int moreProblems;

  private BarFile(CsvRows rows, MarketCalendar calendar) {
    this.rows = rows;
    this.calendar = calendar;
    time = rows.first(TIMES);
  }

  /**
   * Reads a whole file.
   *
   * @param calendar whose zone a day without a time is in
   * @param bytesRead told from time to time
   * @return the series by symbol, in the order of the file
   * @throws IOException naming the lines that are no bars, and why
   */
  public static Map<String, BarSeries> read(
      Path file, MarketCalendar calendar, LongConsumer bytesRead) throws IOException {
    try (CsvRows rows = CsvRows.open(file)) {
      for (String needed : List.of("open", "high", "low", "close")) {
        if (!rows.has(needed)) {
          throw new IOException(
              file + ": expected a header with open, high, low and close, was " + rows.header());
        }
      }
      BarFile bars = new BarFile(rows, calendar);
      while (rows.next()) {
        bars.add();
        if (rows.count() % PACE == 0) {
          bytesRead.accept(rows.bytesRead());
        }
      }
      bars.refuseProblems(file);
      return bars.series;
    }
  }

  private void add() {
    try {
      double open = number("open");
      double high = number("high");
      double low = number("low");
      double close = number("close");
      double volume = rows.has("volume") ? number("volume") : 0;
      check(open, high, low, close, volume);
      String symbol = rows.has("symbol") ? rows.cell("symbol") : "";
      BarSeries its = series.computeIfAbsent(symbol, name -> new BarSeries(name, time != null));
      long millis = time == null ? 0 : millis(its);
      its.add(millis, open, high, low, close, volume);
    } catch (IllegalArgumentException e) {
      if (problems.size() < MOST_PROBLEMS) {
        problems.add("line " + rows.line() + ": " + e.getMessage());
      } else {
        moreProblems++;
      }
    }
  }

  private double number(String column) {
    String text = rows.cell(column);
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw CsvRows.expected(column, "a number", text);
    }
    if (!Double.isFinite(number)) {
      throw CsvRows.expected(column, "a finite number", text);
    }
    return number;
  }

  private static void check(double open, double high, double low, double close, double volume) {
    if (high < Math.max(open, close) || low > Math.min(open, close)) {
      throw new IllegalArgumentException(
          "expected low <= open, close <= high, was open "
              + open
              + ", high "
              + high
              + ", low "
              + low
              + ", close "
              + close);
    }
    if (volume < 0) {
      throw new IllegalArgumentException("volume: expected 0 or more, was " + volume);
    }
  }

  private long millis(BarSeries its) {
    String text = rows.cell(time);
    long millis = BarTimes.millis(text, calendar.zone());
    if (its.size() > 0 && millis <= its.startMillis(its.size() - 1)) {
      throw CsvRows.expected(time, "a time after that of the bar before", text);
    }
    return millis;
  }

  private void refuseProblems(Path file) throws IOException {
    if (!problems.isEmpty()) {
      String more = moreProblems == 0 ? "" : "\n  and " + moreProblems + " more lines";
      throw new IOException(
          file + " has lines that are no bars:\n  " + String.join("\n  ", problems) + more);
    }
    if (series.isEmpty()) {
      throw new IOException(file + ": expected bars behind the header, found none");
    }
  }
}
