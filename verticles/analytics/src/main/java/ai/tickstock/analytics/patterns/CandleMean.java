package ai.tickstock.analytics.patterns;

/**
 * The averages over earlier candles that the settings need.
 *
 * <p>TA-Lib starts a running total per function, setting and candle, at bar {@code lookback - lag -
 * period}; two totals that start at different bars differ by rounding. {@link #starts} are all that
 * its functions have. A total of another start does not exist there; the nearest earlier serves.
 */
enum CandleMean {
  BODY_10(CandleRange.BODY, 10, 0, 1, 2, 3, 4),
  RANGE_10(CandleRange.HIGH_LOW, 10, 0, 1, 2, 3),
  SHADOWS_10(CandleRange.SHADOWS, 10, 0, 1, 2),
  RANGE_5(CandleRange.HIGH_LOW, 5, 0, 1, 5, 6);

  final CandleRange range;
  final int period;
  private final int[] starts;

  CandleMean(CandleRange range, int period, int... starts) {
    this.range = range;
    this.period = period;
    this.starts = starts;
  }

  /** Where the total begins that serves one candle of a function. */
  int start(int lookback, int lag) {
    int nearest = starts[0];
    for (int start : starts) {
      if (start <= lookback - lag - period) {
        nearest = start;
      }
    }
    return nearest;
  }
}
