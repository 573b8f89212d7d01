package ai.tickstock.analytics.patterns;

/**
 * One of TA-Lib's candlestick functions. Immutable: what changes is the window it looks at, which
 * must hold at least as many bars as the pattern spans.
 */
interface CandleRule {
  /**
   * TA-Lib's answer for the newest bar: 0 for no, else its sign's 100, or 80 where an end matches.
   */
  int match(CandleWindow window);

  /** How strongly the conditions of a match are met, 0 to 1: the mean of their {@link Score}s. */
  double strength(CandleWindow window);
}
