package ai.tickstock.store;

import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what people look at: prices, patterns, indicator values. All of it bounded. */
public interface MarketReader {
  /** A symbol's newest stored minute: its start and close. */
  record Last(String symbol, Instant start, double close) {}

  /**
   * What a day's change is counted from.
   *
   * @param previousClose close of the newest daily bar before the day, as it was traded; null if
   *     there is none
   * @param previousStart when that bar began; null if there is none
   * @param open the day's first stored price; null if there is none
   */
  record Reference(Double previousClose, Instant previousStart, Double open) {
    /** The same with the close before a split as it is quoted behind it. */
    public Reference adjusted(double factor) {
      return new Reference(previousClose / factor, previousStart, open);
    }
  }

  /** A pattern event as published last. */
  record Pattern(
      String eventId,
      long revision,
      String pattern,
      String symbol,
      String timeframe,
      double confidence,
      String direction,
      Instant detectedAt,
      boolean retracted,
      JsonObject metadata) {}

  /**
   * Which patterns; an empty set means all.
   *
   * @param from bars that began at or after this
   * @param to bars that began before this
   */
  record PatternQuery(
      Set<String> symbols,
      Set<String> patterns,
      Set<String> timeframes,
      double minConfidence,
      boolean retracted,
      Instant from,
      Instant to,
      int limit) {}

  /** Indicator values at a bar, by label. */
  record Values(Instant barStart, JsonObject values) {}

  /** The newest stored minute of each symbol, by symbol, of so many symbols at most. */
  Future<List<Last>> last(int limit);

  /** What each symbol's change is counted from on the day that began then. */
  Future<Map<String, Reference>> references(Map<String, Instant> days);

  /** Whether a symbol has a stored bar of any timeframe. */
  Future<Boolean> knows(String symbol);

  /** Patterns, newest bar first. */
  Future<List<Pattern>> patterns(PatternQuery query);

  /** The newest {@code limit} values of bars in {@code [from, to)}, oldest first. */
  Future<List<Values>> indicators(
      String symbol, Timeframe timeframe, Instant from, Instant to, int limit);
}
