package ai.tickstock.analytics.patterns;

/** Which extent of a candle a {@link CandleSetting} looks at. */
enum CandleRange {
  /** From open to close. */
  BODY,
  HIGH_LOW,
  /** Both shadows together. */
  SHADOWS;

  double of(double open, double high, double low, double close) {
    return switch (this) {
      case BODY -> Math.abs(close - open);
      case HIGH_LOW -> high - low;
      case SHADOWS -> high - Math.max(open, close) + (Math.min(open, close) - low);
    };
  }

  /**
   * What stands in for the average where no candle came before: the candle's own range from high to
   * low; half of it for its parts.
   */
  double ofItself(double high, double low) {
    return this == HIGH_LOW ? high - low : (high - low) / 2;
  }
}
