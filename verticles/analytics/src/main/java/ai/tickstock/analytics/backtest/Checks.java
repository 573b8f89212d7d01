package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.rules.Condition;
import java.util.List;

/** Bounds of settings. */
final class Checks {
  private static final int MOST_CONDITIONS = 20;

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

  /** Each condition is watched for each symbol. */
  static List<Condition> few(String name, List<Condition> conditions) {
    if (conditions.size() > MOST_CONDITIONS) {
      throw new IllegalArgumentException(
          name + ": expected at most " + MOST_CONDITIONS + " conditions, was " + conditions.size());
    }
    return List.copyOf(conditions);
  }

  private static String text(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
