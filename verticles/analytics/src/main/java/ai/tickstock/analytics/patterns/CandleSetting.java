package ai.tickstock.analytics.patterns;

/**
 * What counts as long, short, near or equal: a factor times the average over the candles before, or
 * times the candle's own body. Values are TA-Lib's defaults.
 */
public enum CandleSetting {
  /** The average body of 10 candles. */
  BODY_LONG(CandleMean.BODY_10, 1.0),
  /** Three times the average body of 10 candles. */
  BODY_VERY_LONG(CandleMean.BODY_10, 3.0),
  /** The average body of 10 candles. */
  BODY_SHORT(CandleMean.BODY_10, 1.0),
  /** A tenth of the average range of 10 candles. */
  BODY_DOJI(CandleMean.RANGE_10, 0.1),
  /** The candle's own body. */
  SHADOW_LONG(null, 1.0),
  /** Twice the candle's own body. */
  SHADOW_VERY_LONG(null, 2.0),
  /** The average shadow of 10 candles, that is half of what both shadows add up to. */
  SHADOW_SHORT(CandleMean.SHADOWS_10, 1.0),
  /** A tenth of the average range of 10 candles. */
  SHADOW_VERY_SHORT(CandleMean.RANGE_10, 0.1),
  /** A fifth of the average range of 5 candles. */
  NEAR(CandleMean.RANGE_5, 0.2),
  /** Three fifths of the average range of 5 candles. */
  FAR(CandleMean.RANGE_5, 0.6),
  /** A twentieth of the average range of 5 candles. */
  EQUAL(CandleMean.RANGE_5, 0.05);

  /** The average, or null for the candle's own body. */
  final CandleMean mean;

  final double factor;

  CandleSetting(CandleMean mean, double factor) {
    this.mean = mean;
    this.factor = factor;
  }

  /** The threshold, given the average or the candle's own body. */
  double of(double average) {
    return mean == CandleMean.SHADOWS_10 ? factor * average / 2 : factor * average;
  }
}
