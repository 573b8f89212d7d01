package ai.tickstock.analytics.patterns;

/**
 * CDLHAMMER: a small body, a lower shadow longer than it, hardly an upper one, and the body's
 * bottom below or near the low before. Without a candle before, that last condition is left out.
 */
final class Hammer implements CandleRule {
  static final int LOOKBACK = 11;

  private final CandleAverage shortBody;
  private final CandleAverage longShadow;
  private final CandleAverage veryShortShadow;
  private final CandleAverage near;

  Hammer(CandleTotals totals) {
    shortBody = totals.of(CandleSetting.BODY_SHORT, 0, LOOKBACK);
    longShadow = totals.of(CandleSetting.SHADOW_LONG, 0, LOOKBACK);
    veryShortShadow = totals.of(CandleSetting.SHADOW_VERY_SHORT, 0, LOOKBACK);
    near = totals.of(CandleSetting.NEAR, 1, LOOKBACK);
  }

  @Override
  public int match(CandleWindow window) {
    boolean shape =
        window.lowerShadow(0) > longShadow.in(window)
            && window.upperShadow(0) < veryShortShadow.in(window)
            && window.body(0) < shortBody.in(window);
    return shape && (window.count() == 1 || window.bottom(0) <= highest(window)) ? 100 : 0;
  }

  /** Where the body's bottom may lie at most. */
  private double highest(CandleWindow window) {
    return window.low(1) + near.in(window);
  }

  @Override
  public double strength(CandleWindow window) {
    double body = Score.below(window.body(0), shortBody.in(window));
    double lower = Score.above(window.lowerShadow(0), longShadow.in(window));
    double upper = Score.below(window.upperShadow(0), veryShortShadow.in(window));
    if (window.count() == 1) {
      return Score.mean(body, lower, upper);
    }
    double depth = Score.distance(highest(window) - window.bottom(0), window.range(0));
    return Score.mean(body, lower, upper, depth);
  }
}
