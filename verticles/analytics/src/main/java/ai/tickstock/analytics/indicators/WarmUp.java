package ai.tickstock.analytics.indicators;

/**
 * How long a recursive mean remembers where it started: after n values the start weighs {@code (1 -
 * k)^n}. A warm start agrees with having run all along once that weight is {@link #FORGOTTEN}.
 */
public final class WarmUp {
  /** Three digits below the 1e-10 promised, for what is computed out of several means. */
  static final double FORGOTTEN = 1e-13;

  private WarmUp() {}

  /** For {@code k = 2 / (N + 1)}; the first N values make the start. */
  public static int exponential(int period) {
    return period + steps(1 - 2.0 / (period + 1));
  }

  /** For Wilder's {@code k = 1 / N}; the first N values make the start. */
  public static int wilder(int period) {
    return period + steps(1 - 1.0 / period);
  }

  /** Steps until a start that keeps so much of its weight with each is forgotten. */
  public static int steps(double kept) {
    return kept <= 0 ? 1 : (int) Math.ceil(Math.log(FORGOTTEN) / Math.log(kept));
  }
}
