package ai.tickstock.analytics.patterns;

/**
 * What counts as long, short or near: a factor times the average range of the candles before.
 * Values are TA-Lib's defaults.
 *
 * @param range which range of a candle is averaged
 * @param period how many candles; 0 for the candle's own range
 */
record CandleSetting(CandleRange range, int period, double factor) {
  static final CandleSetting BODY_LONG = new CandleSetting(CandleRange.BODY, 10, 1.0);
  static final CandleSetting BODY_SHORT = new CandleSetting(CandleRange.BODY, 10, 1.0);
  static final CandleSetting BODY_DOJI = new CandleSetting(CandleRange.HIGH_LOW, 10, 0.1);
  static final CandleSetting SHADOW_LONG = new CandleSetting(CandleRange.BODY, 0, 1.0);
  static final CandleSetting SHADOW_VERY_SHORT = new CandleSetting(CandleRange.HIGH_LOW, 10, 0.1);
  static final CandleSetting NEAR = new CandleSetting(CandleRange.HIGH_LOW, 5, 0.2);
}
