package ai.tickstock.analytics.bars;

import ai.tickstock.market.Timeframe;
import java.util.Arrays;

/**
 * Until when, by timeframe, there may be a roll-up that was forgotten while it was open: one that
 * is opened for the same time does not have all its minutes. Not thread-safe.
 */
final class Interruptions {
  private final long[] until = new long[OpenCells.TIMEFRAMES.length];

  Interruptions() {
    Arrays.fill(until, Long.MIN_VALUE);
  }

  /** An open roll-up that ends then was forgotten. */
  void add(Timeframe timeframe, long endMillis) {
    until[timeframe.ordinal()] = Math.max(until[timeframe.ordinal()], endMillis);
  }

  /** Whether a roll-up that begins then may be one of them. */
  boolean mayConcern(Timeframe timeframe, long startMillis) {
    return startMillis < until[timeframe.ordinal()];
  }

  /** The ends, for a snapshot; null if all of them are past. */
  long[] since(long clockMillis) {
    return Arrays.stream(until).anyMatch(end -> end > clockMillis) ? until.clone() : null;
  }
}
