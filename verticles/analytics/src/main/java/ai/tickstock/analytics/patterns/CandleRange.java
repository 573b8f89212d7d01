package ai.tickstock.analytics.patterns;

/** Which extent of a candle a {@link CandleSetting} averages. */
enum CandleRange {
  BODY,
  HIGH_LOW;

  /** The extent of the candle {@code lag} bars back. */
  double of(CandleWindow window, int lag) {
    return this == BODY ? window.body(lag) : window.range(lag);
  }

  /**
   * What stands in for the average when no candle came before: the candle's own range, for bodies
   * half of it.
   */
  double ofItself(CandleWindow window, int lag) {
    return this == BODY ? window.range(lag) / 2 : window.range(lag);
  }
}
