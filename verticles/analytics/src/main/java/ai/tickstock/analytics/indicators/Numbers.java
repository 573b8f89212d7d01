package ai.tickstock.analytics.indicators;

/** How numbers read in labels and errors. */
final class Numbers {
  private Numbers() {}

  /** Whole numbers without decimals, others as Java writes them. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
