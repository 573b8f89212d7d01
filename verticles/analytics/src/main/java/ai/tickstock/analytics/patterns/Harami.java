package ai.tickstock.analytics.patterns;

/**
 * CDLHARAMI: a short body within a long one, at neither end touching it (100) or at most matching
 * it (80). It speaks against the long candle's colour.
 */
final class Harami implements CandleRule {
  static final int LOOKBACK = 11;

  private final CandleAverage longBody;
  private final CandleAverage shortBody;

  Harami(CandleTotals totals) {
    longBody = totals.of(CandleSetting.BODY_LONG, 1, LOOKBACK);
    shortBody = totals.of(CandleSetting.BODY_SHORT, 0, LOOKBACK);
  }

  @Override
  public int match(CandleWindow window) {
    double above = window.top(1) - window.top(0);
    double below = window.bottom(0) - window.bottom(1);
    if (above < 0
        || below < 0
        || !(window.body(1) > longBody.in(window))
        || !(window.body(0) <= shortBody.in(window))) {
      return 0;
    }
    int size = above > 0 && below > 0 ? 100 : 80;
    return window.isWhite(1) ? -size : size;
  }

  @Override
  public double strength(CandleWindow window) {
    double above = window.top(1) - window.top(0);
    double below = window.bottom(0) - window.bottom(1);
    return Score.mean(
        Score.above(window.body(1), longBody.in(window)),
        Score.below(window.body(0), shortBody.in(window)),
        Score.distance(Math.min(above, below), window.body(0)));
  }
}
