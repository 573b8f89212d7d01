package ai.tickstock.launcher.transfer;

import ai.tickstock.launcher.analyze.BarFile;
import ai.tickstock.launcher.analyze.BarTimes;
import ai.tickstock.launcher.csv.CsvRows;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.write.ImportedBar;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Rows of a file read as bars, every field checked. Not thread-safe. */
final class BarRows {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  private final CsvRows rows;
  private final MarketCalendar calendar;
  private final Timeframe timeframe;
  private final String symbol;
  private final String time;

  /**
   * @param timeframe what the bars are
   * @param symbol of all of them; null where a column says it
   * @throws IOException if a column is missing
   */
  BarRows(CsvRows rows, MarketCalendar calendar, Timeframe timeframe, String symbol)
      throws IOException {
    this.rows = rows;
    this.calendar = calendar;
    this.timeframe = timeframe;
    this.symbol = symbol;
    time = rows.first(BarFile.TIMES);
    for (String needed : List.of("open", "high", "low", "close")) {
      require(rows.has(needed));
    }
    require(time != null);
    if (symbol == null && !rows.has("symbol")) {
      throw new IOException(
          "the file has no column symbol: say whose bars they are with --symbol NAME; its header is "
              + rows.header());
    }
  }

  private void require(boolean there) throws IOException {
    if (!there) {
      throw new IOException(
          "expected a header with symbol, a time ("
              + String.join(", ", BarFile.TIMES)
              + "), open, high, low, close and perhaps volume, vwap, trades, was "
              + rows.header());
    }
  }

  /** What bars are whose time is written like this: days where it is a date alone. */
  static Timeframe implied(String time) {
    return isDate(time) ? Timeframe.DAY_1 : Timeframe.MIN_1;
  }

  private static boolean isDate(String time) {
    return time.length() == "2025-10-15".length() && time.charAt(4) == '-';
  }

  /**
   * The row as a bar.
   *
   * @throws IllegalArgumentException naming the field, what is expected and what it was
   */
  ImportedBar bar() {
    double open = price("open");
    double high = price("high");
    double low = price("low");
    double close = price("close");
    if (high < Math.max(open, close) || low > Math.min(open, close)) {
      throw new IllegalArgumentException(
          "expected low <= open, close <= high, was open %s, high %s, low %s, close %s"
              .formatted(
                  rows.shown("open"), rows.shown("high"), rows.shown("low"), rows.shown("close")));
    }
    double volume = amount("volume");
    double vwap = isGiven("vwap") ? price("vwap") : (high + low + close) / 3;
    if (vwap < low * (1 - 1e-9) || vwap > high * (1 + 1e-9)) {
      throw new IllegalArgumentException(
          "vwap: expected low <= vwap <= high, was " + rows.shown("vwap"));
    }
    if (!Double.isFinite(volume * vwap)) {
      throw new IllegalArgumentException("volume: expected a finite turnover, was " + volume);
    }
    return new ImportedBar(
        symbol(), start(), open, high, low, close, volume, vwap, (long) amount("trades"));
  }

  private String symbol() {
    return CsvRows.symbol(symbol == null ? rows.cell("symbol") : symbol);
  }

  private boolean isGiven(String column) {
    return rows.has(column) && !rows.cell(column).isEmpty();
  }

  private double price(String column) {
    double value = number(column);
    if (!(value > 0)) {
      throw CsvRows.expected(column, "a price above 0", rows.cell(column));
    }
    return value;
  }

  /** 0 where there is none. */
  private double amount(String column) {
    double value = isGiven(column) ? number(column) : 0;
    if (!(value >= 0)) {
      throw CsvRows.expected(column, "0 or more", rows.cell(column));
    }
    return value;
  }

  private double number(String column) {
    String text = rows.cell(column);
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw CsvRows.expected(column, "a number", text);
    }
    if (!Double.isFinite(value)) {
      throw CsvRows.expected(column, "a finite number", text);
    }
    return value;
  }

  private long start() {
    String text = rows.cell(time);
    long millis;
    try {
      millis = BarTimes.millis(text, calendar.zone());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(time + ": " + e.getMessage(), e);
    }
    if (millis < EARLIEST || millis >= LATEST) {
      throw CsvRows.expected(time, "a time from 1900 to 2199", text);
    }
    return timeframe == Timeframe.DAY_1 ? day(millis, text) : withinDay(millis, text);
  }

  /** Vendors name a day by its date, by midnight of the market, or by midnight UTC. */
  private long day(long millis, String text) {
    long start = calendar.daySpan(millis).startMillis();
    if (start == millis) {
      return start;
    }
    if (Math.floorMod(millis, DAY_MILLIS) != 0) {
      throw CsvRows.expected(time, "a date, such as 2025-10-15, for bars of 1day", text);
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MILLIS));
    return calendar.daySpan(date).startMillis();
  }

  private long withinDay(long millis, String text) {
    if (isDate(text)) {
      throw CsvRows.expected(
          time, "a time of day for bars of " + timeframe.label() + " (or --timeframe 1day)", text);
    }
    long start = calendar.span(timeframe, millis).startMillis();
    if (start != millis) {
      throw CsvRows.expected(
          time,
          "the start of a bar of %s, such as %s"
              .formatted(timeframe.label(), Instant.ofEpochMilli(start)),
          text);
    }
    return millis;
  }
}
