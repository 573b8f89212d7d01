package ai.tickstock.pl.analysis;

import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The running states by symbol and timeframe; of each timeframe those used last, up to a bound. Not
 * thread-safe.
 *
 * @param <S> state of one series
 */
final class SeriesMap<S> {
  /** One symbol in one timeframe. */
  static final class Series<S> {
    S state;

    /** Start of its newest bar, Unix milliseconds; {@link Long#MIN_VALUE} before the first. */
    long newestMillis = Long.MIN_VALUE;

    Series(S state) {
      this.state = state;
    }
  }

  private final List<Map<String, Series<S>>> byTimeframe = new ArrayList<>();
  private final int most;
  private boolean dropped;

  /**
   * @param most series of a timeframe that {@link #trim} leaves
   */
  SeriesMap(int most) {
    this.most = most;
    for (int i = 0; i < Timeframe.values().length; i++) {
      byTimeframe.add(new LinkedHashMap<>(16, 0.75f, true));
    }
  }

  /** The series, or null. */
  Series<S> get(String symbol, Timeframe timeframe) {
    return byTimeframe.get(timeframe.ordinal()).get(symbol);
  }

  void put(String symbol, Timeframe timeframe, Series<S> series) {
    byTimeframe.get(timeframe.ordinal()).put(symbol, series);
  }

  /** Forgets the states that were not used for longest, where there are too many. */
  void trim() {
    for (Map<String, Series<S>> series : byTimeframe) {
      Iterator<String> oldest = series.keySet().iterator();
      for (int surplus = series.size() - most; surplus > 0; surplus--) {
        dropped = true;
        oldest.next();
        oldest.remove();
      }
    }
  }

  /** Whether a timeframe has as many series as there may be. */
  boolean isFull(Timeframe timeframe) {
    return byTimeframe.get(timeframe.ordinal()).size() >= most;
  }

  /** Forgets the states of a partition: they have to be made from stored bars again. */
  void drop(int partition) {
    dropped = true;
    for (Map<String, Series<S>> series : byTimeframe) {
      series.keySet().removeIf(symbol -> Symbols.partition(symbol) == partition);
    }
  }

  /** Forgets the states of a symbol. */
  void forget(String symbol) {
    dropped = true;
    byTimeframe.forEach(series -> series.remove(symbol));
  }

  /** Forgets the state of one series. */
  void forget(String symbol, Timeframe timeframe) {
    dropped = true;
    byTimeframe.get(timeframe.ordinal()).remove(symbol);
  }

  /** Start of the newest bar of a series; {@link Long#MIN_VALUE} if there is none. */
  long newestMillis(String symbol, Timeframe timeframe) {
    Series<S> its = get(symbol, timeframe);
    return its == null ? Long.MIN_VALUE : its.newestMillis;
  }

  /** Whether states were ever forgotten. */
  boolean hasDropped() {
    return dropped;
  }

  int size() {
    return byTimeframe.stream().mapToInt(Map::size).sum();
  }
}
