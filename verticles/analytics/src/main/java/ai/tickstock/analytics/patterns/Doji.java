package ai.tickstock.analytics.patterns;

/** CDLDOJI: the body is at most a tenth of the average range. */
final class Doji implements CandleRule {
  static final int LOOKBACK = 10;

  private final CandleAverage doji;

  Doji(CandleTotals totals) {
    doji = totals.of(CandleSetting.BODY_DOJI, 0, LOOKBACK);
  }

  @Override
  public int match(CandleWindow window) {
    return window.body(0) <= doji.in(window) ? 100 : 0;
  }

  /** A candle of less than the usual range says so much less; a flat one nothing. */
  @Override
  public double strength(CandleWindow window) {
    double limit = doji.in(window);
    double usualRange = limit / CandleSetting.BODY_DOJI.factor();
    double shareOfUsual = usualRange > 0 ? Math.min(1, window.range(0) / usualRange) : 0;
    return Score.below(window.body(0), limit) * shareOfUsual;
  }
}
