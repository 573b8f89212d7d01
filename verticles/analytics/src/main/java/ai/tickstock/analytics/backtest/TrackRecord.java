package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.market.Direction;
import java.util.List;
import java.util.Set;

/**
 * What came after a pattern in one symbol's bars, and what came after any bar of them.
 *
 * <p>A forward return over {@code h} bars is that of who goes the pattern's way at the open of the
 * bar after the one that completes it, the first price to be had, and leaves at the close of the
 * {@code h}-th bar after it; nothing of costs. Whether it was detected depends on no later bar. A
 * pattern that says reversal goes against the trend before it, one that says continuation with it,
 * as in a {@link Strategy}; without such a trend it says nothing and is not counted.
 *
 * @param pattern friendly name of a candlestick or chart pattern
 * @param direction as published with the pattern
 * @param fromMillis start of the first bar looked at, Unix milliseconds
 * @param toMillis start of the last
 * @param count how often it was detected
 * @param horizons after {@link #HORIZONS} bars
 */
public record TrackRecord(
    String pattern,
    Direction direction,
    long fromMillis,
    long toMillis,
    int count,
    List<Horizon> horizons) {
  /** After how many bars it is looked at what came. */
  public static final List<Integer> HORIZONS = List.of(1, 5, 20);

  /**
   * What came so many bars after it.
   *
   * @param bars how many
   * @param count detections after which there were so many bars
   * @param hits of those, how often the price had gone the pattern's way
   * @param meanReturn mean forward return in the pattern's direction, a fraction; NaN if count is 0
   * @param unconditionalHitRate the share of all bars after which the price went that way; where
   *     the pattern went both ways, weighed as it did; NaN if count is 0
   * @param unconditionalMean mean forward return that way after all bars; likewise
   */
  public record Horizon(
      int bars,
      int count,
      int hits,
      double meanReturn,
      double unconditionalHitRate,
      double unconditionalMean) {
    /** Hits of all that counted; NaN if none did. */
    public double hitRate() {
      return (double) hits / count;
    }
  }

  public TrackRecord {
    horizons = List.copyOf(horizons);
  }

  /**
   * The records of some patterns, in one pass over the bars; by name, then direction, and only of
   * what was detected.
   *
   * @param series adjusted for splits
   * @param patterns friendly names of candlestick and chart patterns
   * @throws IllegalArgumentException naming the nearest valid ones, if one is unknown
   */
  public static List<TrackRecord> of(BarSeries series, Set<String> patterns) {
    return new TrackRecorder(series, patterns).records();
  }
}
