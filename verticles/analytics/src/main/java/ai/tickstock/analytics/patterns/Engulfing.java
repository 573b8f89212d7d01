package ai.tickstock.analytics.patterns;

/**
 * CDLENGULFING: a body of the other colour that reaches over the one before at both ends (100), or
 * at one while the other matches (80). It needs no averages.
 */
final class Engulfing implements CandleRule {
  /** TA-Lib's, though one bar before would do. */
  static final int LOOKBACK = 2;

  @Override
  public int match(CandleWindow window) {
    if (window.isWhite(0) == window.isWhite(1)) {
      return 0;
    }
    double above = window.top(0) - window.top(1);
    double below = window.bottom(1) - window.bottom(0);
    if (above < 0 || below < 0 || above == 0 && below == 0) {
      return 0;
    }
    int size = above > 0 && below > 0 ? 100 : 80;
    return window.isWhite(0) ? size : -size;
  }

  @Override
  public double strength(CandleWindow window) {
    double above = window.top(0) - window.top(1);
    double below = window.bottom(1) - window.bottom(0);
    return Score.mean(
        Score.above(window.body(0), window.body(1)),
        Score.distance(Math.min(above, below), window.body(1)));
  }
}
