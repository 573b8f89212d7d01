package ai.tickstock.analytics.backtest;

/** Bounds of settings. */
final class Checks {
  private Checks() {}

  static double within(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name
              + ": expected a number from "
              + text(least)
              + " to "
              + text(most)
              + ", was "
              + value);
    }
    return value;
  }

  static double positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + ": expected a number above 0, was " + value);
    }
    return value;
  }

  private static String text(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
