package ai.tickstock.analytics.patterns;

/**
 * CDLMORNINGSTAR and, upside down, CDLEVENINGSTAR: a long body, a short one that gaps away from it,
 * and one of the other colour, not short, that closes well back into the first.
 */
final class Star implements CandleRule {
  static final int LOOKBACK = 12;

  /** TA-Lib's default: how much of the first body the last close must take back. */
  static final double PENETRATION = 0.3;

  private final boolean morning;
  private final double penetration;
  private final CandleAverage longFirst;
  private final CandleAverage shortSecond;
  private final CandleAverage shortThird;

  private Star(CandleTotals totals, boolean morning, double penetration) {
    this.morning = morning;
    this.penetration = penetration;
    longFirst = totals.of(CandleSetting.BODY_LONG, 2, LOOKBACK);
    shortSecond = totals.of(CandleSetting.BODY_SHORT, 1, LOOKBACK);
    shortThird = totals.of(CandleSetting.BODY_SHORT, 0, LOOKBACK);
  }

  static Star morning(CandleTotals totals, double penetration) {
    return new Star(totals, true, penetration);
  }

  static Star evening(CandleTotals totals, double penetration) {
    return new Star(totals, false, penetration);
  }

  @Override
  public int match(CandleWindow window) {
    boolean colours = window.isWhite(2) != morning && window.isWhite(0) == morning;
    boolean matches =
        colours
            && gap(window) > 0
            && takenBack(window) > 0
            && window.body(2) > longFirst.in(window)
            && window.body(1) <= shortSecond.in(window)
            && window.body(0) > shortThird.in(window);
    return matches ? (morning ? 100 : -100) : 0;
  }

  /** From the first body to the second; positive where there is a gap. */
  private double gap(CandleWindow window) {
    return morning ? window.bottom(2) - window.top(1) : window.bottom(1) - window.top(2);
  }

  /** How far the last close lies beyond where it must. */
  private double takenBack(CandleWindow window) {
    double demanded = window.body(2) * penetration;
    return morning
        ? window.close(0) - (window.close(2) + demanded)
        : window.close(2) - demanded - window.close(0);
  }

  @Override
  public double strength(CandleWindow window) {
    return Score.mean(
        Score.above(window.body(2), longFirst.in(window)),
        Score.below(window.body(1), shortSecond.in(window)),
        Score.above(window.body(0), shortThird.in(window)),
        Score.distance(gap(window), shortSecond.in(window)),
        Score.distance(takenBack(window), window.body(2) * (1 - penetration)));
  }
}
