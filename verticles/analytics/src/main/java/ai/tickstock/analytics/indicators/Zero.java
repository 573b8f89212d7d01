package ai.tickstock.analytics.indicators;

/** What TA-Lib 0.6 takes for zero. */
public final class Zero {
  private static final double EPSILON = 1e-14;

  private Zero() {}

  /** Nearer to zero than rounding is precise. */
  public static boolean is(double value) {
    return -EPSILON < value && value < EPSILON;
  }

  /** Zero, or less. */
  public static boolean orLess(double value) {
    return value < EPSILON;
  }
}
