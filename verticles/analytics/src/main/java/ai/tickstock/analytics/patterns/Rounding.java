package ai.tickstock.analytics.patterns;

/**
 * How the averages of ranges are summed. TA-Lib moves a total along by one added difference per
 * bar; what rounding leaves in it depends on every bar since the first, and on flat stretches,
 * where the true sum is 0, that rest alone decides whether there is a doji.
 */
public enum Rounding {
  /**
   * Each window is summed by itself, oldest bar first: the answer is a function of the last bars
   * alone, the same after a warm start, a restart or an amendment. What the mesh publishes.
   */
  WINDOW,
  /** TA-Lib's running totals, bit for bit, for a series given from its first bar. */
  TALIB
}
