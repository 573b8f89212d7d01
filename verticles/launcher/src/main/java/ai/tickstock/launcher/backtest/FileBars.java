package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.history.Split;
import ai.tickstock.launcher.analyze.BarFile;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.wire.message.Texts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** The bars of a file: named, adjusted for splits, folded. */
public final class FileBars {
  /** A day with the change to summer time in it is so long. */
  private static final long SHORTEST_DAY = 23 * 3_600_000L;

  private final Path file;
  private final MarketCalendar calendar;

  public FileBars(Path file, MarketCalendar calendar) {
    this.file = file;
    this.calendar = calendar;
  }

  /**
   * Reads them.
   *
   * @param splits of symbols, by symbol
   * @param wanted the timeframe they are folded into; null for their own
   * @param bytesRead told from time to time
   * @throws IOException naming the lines that are no bars, and why
   * @throws IllegalArgumentException if there is nothing to test on, or the bars are too long
   */
  public Bars read(Map<String, List<Split>> splits, Timeframe wanted, LongConsumer bytesRead)
      throws IOException {
    SortedMap<String, BarSeries> all = new TreeMap<>();
    for (BarSeries its : BarFile.read(file, calendar, bytesRead).values()) {
      BarSeries named = named(its);
      if (all.put(named.symbol(), named) != null) {
        throw new IllegalArgumentException(
            "--bars: expected each symbol in one spelling, was " + named.symbol() + " in two");
      }
    }
    Timeframe own = own(all);
    if (wanted != null && wanted.compareTo(own) < 0) {
      throw new IllegalArgumentException(
          "--timeframe: expected "
              + own.label()
              + " or longer for the bars of this file, was "
              + wanted.label());
    }
    Timeframe timeframe = wanted == null ? own : wanted;
    all.replaceAll((symbol, its) -> its.adjusted(splits.getOrDefault(symbol, List.of())));
    if (timeframe != own) {
      all.replaceAll((symbol, its) -> its.rolledUp(timeframe, calendar));
    }
    return new Bars(all, timeframe, origin(all));
  }

  private BarSeries named(BarSeries its) {
    if (!its.timed()) {
      throw new IllegalArgumentException(
          "--bars: expected bars with a time, such as a column bar_timestamp or date");
    }
    String symbol = its.symbol().isEmpty() ? nameOfFile() : Symbols.upper(its.symbol());
    if (!Symbols.isValid(symbol)) {
      throw new IllegalArgumentException(
          "--bars: expected symbols of 1 to 20 of A-Z 0-9 . - / :, was " + Texts.name(symbol));
    }
    if (symbol.equals(its.symbol())) {
      return its;
    }
    BarSeries named = new BarSeries(symbol, true);
    for (int bar = 0; bar < its.size(); bar++) {
      named.add(
          its.startMillis(bar),
          its.open(bar),
          its.high(bar),
          its.low(bar),
          its.close(bar),
          its.volume(bar));
    }
    return named;
  }

  /** A file of one series without a symbol: its name, as far as a symbol may have it. */
  private String nameOfFile() {
    String name = file.getFileName().toString().replaceFirst("\\..*", "").toUpperCase(Locale.ROOT);
    String allowed = name.replaceAll("[^A-Z0-9.:/-]+", "-");
    return allowed.substring(0, Math.min(Symbols.MAX_LENGTH, allowed.length()));
  }

  /** The longest timeframe that is not longer than the least distance of two bars. */
  private static Timeframe own(SortedMap<String, BarSeries> all) {
    long least = Long.MAX_VALUE;
    for (BarSeries its : all.values()) {
      for (int bar = 1; bar < its.size(); bar++) {
        least = Math.min(least, its.startMillis(bar) - its.startMillis(bar - 1));
      }
    }
    Timeframe own = Timeframe.MIN_1;
    for (Timeframe timeframe : Timeframe.values()) {
      if (Math.min(timeframe.length().toMillis(), SHORTEST_DAY) <= least) {
        own = timeframe;
      }
    }
    return own;
  }

  private JsonObject origin(SortedMap<String, BarSeries> all) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long bars = 0;
    for (BarSeries its : all.values()) {
      first = Math.min(first, its.startMillis(0));
      last = Math.max(last, its.startMillis(its.size() - 1));
      bars += its.size();
    }
    return new JsonObject()
        .put("source", file.getFileName().toString())
        .put("symbols", all.size())
        .put("bars", bars)
        .put("first", Instant.ofEpochMilli(first).toString())
        .put("last", Instant.ofEpochMilli(last).toString());
  }
}
