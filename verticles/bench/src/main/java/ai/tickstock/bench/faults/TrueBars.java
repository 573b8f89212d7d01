package ai.tickstock.bench.faults;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the bars of some ticks must be, by the rule alone: ticks in order of time, equal times in
 * order of the file, folded minute by minute, and minutes into the longer bars. Shares nothing with
 * the aggregation.
 */
final class TrueBars {
  /** One tick; {@code line} is its place in the file. */
  record Tick(String symbol, long millis, int line, double price, long volume) {}

  private static final long MINUTE = 60_000;

  /** Hours are counted from the market's opening, at half past. */
  private static final long HOUR_OFFSET = 30 * MINUTE;

  /** New York's midnight, in summer. */
  private static final long DAY_OFFSET = 240 * MINUTE;

  private final Map<String, List<Bar>> minutes = new TreeMap<>();

  TrueBars(List<Tick> ticks) {
    Map<String, Map<Long, List<Tick>>> sorted = new TreeMap<>();
    for (Tick tick : ticks) {
      sorted
          .computeIfAbsent(tick.symbol(), any -> new TreeMap<>())
          .computeIfAbsent(tick.millis() / MINUTE * MINUTE, any -> new ArrayList<>())
          .add(tick);
    }
    sorted.forEach(
        (symbol, byMinute) -> {
          List<Bar> bars = new ArrayList<>();
          byMinute.forEach((start, of) -> bars.add(fold(start, of)));
          minutes.put(symbol, bars);
        });
  }

  private static Bar fold(long start, List<Tick> ticks) {
    ticks.sort(Comparator.comparingLong(Tick::millis).thenComparingInt(Tick::line));
    double high = ticks.stream().mapToDouble(Tick::price).max().orElseThrow();
    double low = ticks.stream().mapToDouble(Tick::price).min().orElseThrow();
    long volume = ticks.stream().mapToLong(Tick::volume).sum();
    double turnover = ticks.stream().mapToDouble(tick -> tick.price() * tick.volume()).sum();
    return bar(
        ticks.get(0).symbol(),
        Timeframe.MIN_1,
        start,
        ticks.get(0).price(),
        high,
        low,
        ticks.get(ticks.size() - 1).price(),
        volume,
        turnover / volume,
        ticks.size());
  }

  private static Bar bar(
      String symbol,
      Timeframe timeframe,
      long start,
      double open,
      double high,
      double low,
      double close,
      double volume,
      double vwap,
      long trades) {
    Instant at = Instant.ofEpochMilli(start);
    return new Bar(symbol, timeframe, at, open, high, low, close, volume, vwap, trades, 0);
  }

  Iterable<String> symbols() {
    return minutes.keySet();
  }

  /** The bars of a series, oldest first. */
  List<Bar> of(String symbol, Timeframe timeframe) {
    if (timeframe == Timeframe.MIN_1) {
      return minutes.get(symbol);
    }
    long length = timeframe.length().toMillis();
    long offset = timeframe == Timeframe.DAY_1 ? DAY_OFFSET : HOUR_OFFSET;
    Map<Long, List<Bar>> parts = new TreeMap<>();
    for (Bar bar : minutes.get(symbol)) {
      long start = (bar.start().toEpochMilli() - offset) / length * length + offset;
      parts.computeIfAbsent(start, any -> new ArrayList<>()).add(bar);
    }
    List<Bar> bars = new ArrayList<>();
    parts.forEach(
        (start, of) ->
            bars.add(
                bar(
                    symbol,
                    timeframe,
                    start,
                    of.get(0).open(),
                    of.stream().mapToDouble(Bar::high).max().orElseThrow(),
                    of.stream().mapToDouble(Bar::low).min().orElseThrow(),
                    of.get(of.size() - 1).close(),
                    of.stream().mapToDouble(Bar::volume).sum(),
                    of.stream().mapToDouble(bar -> bar.vwap() * bar.volume()).sum()
                        / of.stream().mapToDouble(Bar::volume).sum(),
                    of.stream().mapToLong(Bar::trades).sum())));
    return bars;
  }
}
