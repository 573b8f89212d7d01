package ai.tickstock.store;

import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Reads long series of stored bars, as they were traded: whoever computes from them adjusts them
 * for splits.
 */
public interface HistoryReader {
  /** Takes the bars of a series one after the other, oldest first. */
  @FunctionalInterface
  interface Sink {
    /**
     * @param startMillis the bar's first instant, Unix milliseconds
     */
    void bar(long startMillis, double open, double high, double low, double close, double volume);
  }

  /**
   * Every bar in {@code [fromMillis, toMillis)}, oldest first, page by page: never more than a few
   * thousand are in memory. A bar that is stored or amended meanwhile may be seen or not. Bounds
   * beyond what can be stored mean without bound.
   *
   * @param sink called on the caller's context, a page at a time, never by two threads at once;
   *     what it throws fails the future and ends the reading
   * @return how many bars there were
   */
  Future<Long> bars(String symbol, Timeframe timeframe, long fromMillis, long toMillis, Sink sink);

  /**
   * The oldest bars in {@code [fromMillis, toMillis)}, a few thousand at most, with all that is
   * stored of them: the next page begins a millisecond behind the last. Empty when none are left.
   */
  Future<List<StoredBar>> page(String symbol, Timeframe timeframe, long fromMillis, long toMillis);

  /**
   * A place among patterns, by bar and event id.
   *
   * @param eventId empty for before all of the bar
   */
  record PatternPlace(Instant barStart, String eventId) {}

  /** A pattern with its bar. */
  record StoredPattern(MarketReader.Pattern pattern, Instant barStart) {}

  /**
   * Patterns behind a place, of bars that began before {@code to}, oldest first, retracted ones
   * among them; a few thousand at most.
   *
   * @param symbols empty for all
   * @param timeframes empty for all
   */
  Future<List<StoredPattern>> patternPage(
      Set<String> symbols, Set<String> timeframes, PatternPlace after, Instant to);

  /** Every symbol with a stored bar of a timeframe, in order. */
  Future<List<String>> symbols(Timeframe timeframe);
}
