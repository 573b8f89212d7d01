package ai.tickstock.analytics.patterns;

/**
 * CDLSHOOTINGSTAR: a small body, an upper shadow longer than it, hardly a lower one, and a gap up
 * from the body before. Without a candle before, that last condition is left out.
 */
final class ShootingStar implements CandleRule {
  static final int LOOKBACK = 11;

  private final CandleAverage shortBody;
  private final CandleAverage longShadow;
  private final CandleAverage veryShortShadow;

  ShootingStar(CandleTotals totals) {
    shortBody = totals.of(CandleSetting.BODY_SHORT, 0, LOOKBACK);
    longShadow = totals.of(CandleSetting.SHADOW_LONG, 0, LOOKBACK);
    veryShortShadow = totals.of(CandleSetting.SHADOW_VERY_SHORT, 0, LOOKBACK);
  }

  @Override
  public int match(CandleWindow window) {
    boolean shape =
        window.upperShadow(0) > longShadow.in(window)
            && window.lowerShadow(0) < veryShortShadow.in(window)
            && window.body(0) < shortBody.in(window);
    return shape && (window.count() == 1 || window.bottom(0) > window.top(1)) ? -100 : 0;
  }

  @Override
  public double strength(CandleWindow window) {
    double limit = shortBody.in(window);
    double body = Score.below(window.body(0), limit);
    double upper = Score.above(window.upperShadow(0), longShadow.in(window));
    double lower = Score.below(window.lowerShadow(0), veryShortShadow.in(window));
    if (window.count() == 1) {
      return Score.mean(body, upper, lower);
    }
    double gap = Score.distance(window.bottom(0) - window.top(1), limit);
    return Score.mean(body, upper, lower, gap);
  }
}
