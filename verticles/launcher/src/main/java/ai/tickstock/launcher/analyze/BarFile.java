package ai.tickstock.launcher.analyze;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.app.sources.PackedFile;
import ai.tickstock.market.MarketCalendar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

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

  private final Map<String, Integer> columns;
  private final String time;
  private final MarketCalendar calendar;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, BarSeries> series = new LinkedHashMap<>();
  private int moreProblems;

  private BarFile(Map<String, Integer> columns, MarketCalendar calendar) {
    this.columns = columns;
    this.calendar = calendar;
    time = TIMES.stream().filter(columns::containsKey).findFirst().orElse(null);
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
    try (PackedFile content = PackedFile.open(file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        CSVParser rows = parse(reader)) {
      BarFile bars = new BarFile(header(file, rows), calendar);
      for (CSVRecord row : rows) {
        bars.add(row);
        if (row.getRecordNumber() % PACE == 0) {
          bytesRead.accept(content.bytesRead());
        }
      }
      bars.refuseProblems(file);
      return bars.series;
    } catch (UncheckedIOException | IllegalStateException broken) {
      throw new IOException(file + ": " + broken.getMessage(), broken);
    }
  }

  private static CSVParser parse(BufferedReader reader) throws IOException {
    return CSVFormat.DEFAULT
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .setIgnoreEmptyLines(true)
        .setTrim(true)
        .get()
        .parse(reader);
  }

  private static Map<String, Integer> header(Path file, CSVParser rows) throws IOException {
    Map<String, Integer> columns = new HashMap<>();
    rows.getHeaderMap().forEach((name, at) -> columns.put(name.toLowerCase(Locale.ROOT), at));
    for (String needed : List.of("open", "high", "low", "close")) {
      if (!columns.containsKey(needed)) {
        throw new IOException(
            file
                + ": expected a header with open, high, low and close, was "
                + String.join(",", rows.getHeaderNames()));
      }
    }
    return columns;
  }

  private void add(CSVRecord row) {
    try {
      double open = number(row, "open");
      double high = number(row, "high");
      double low = number(row, "low");
      double close = number(row, "close");
      double volume = columns.containsKey("volume") ? number(row, "volume") : 0;
      check(open, high, low, close, volume);
      String symbol = columns.containsKey("symbol") ? row.get(columns.get("symbol")) : "";
      BarSeries its = series.computeIfAbsent(symbol, name -> new BarSeries(name, time != null));
      long millis = time == null ? 0 : millis(row, its);
      its.add(millis, open, high, low, close, volume);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      long line = row.getRecordNumber() + 1;
      String message =
          e instanceof ArrayIndexOutOfBoundsException ? "too few cells" : e.getMessage();
      if (problems.size() < MOST_PROBLEMS) {
        problems.add("line " + line + ": " + message);
      } else {
        moreProblems++;
      }
    }
  }

  private double number(CSVRecord row, String column) {
    String text = row.get(columns.get(column));
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(column + ": expected a number, was " + quoted(text), e);
    }
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(column + ": expected a finite number, was " + text);
    }
    return number;
  }

  private static String quoted(String text) {
    return '"' + text + '"';
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

  private long millis(CSVRecord row, BarSeries its) {
    String text = row.get(columns.get(time));
    long millis = BarTimes.millis(text, calendar.zone());
    if (its.size() > 0 && millis <= its.startMillis(its.size() - 1)) {
      throw new IllegalArgumentException(
          time + ": expected a time after that of the bar before, was " + text);
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
