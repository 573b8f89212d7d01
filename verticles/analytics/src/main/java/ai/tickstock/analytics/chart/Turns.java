package ai.tickstock.analytics.chart;

/**
 * What rules of turns have in common: prices and sizes are those of a view in which it is a top.
 */
final class Turns {
  /** Shapes smaller than so many bars are high are noise. */
  private static final double LEAST_RANGES = 3;

  private static final int MOST_LEAD = 64;

  private Turns() {}

  /** Whether a shape is high enough beside its bars. */
  static boolean isHigh(Outline corners, int first, double height, Fit fit) {
    double range = corners.view().bars().meanRange(corners.bar(first), corners.bar(0));
    return height > 0 && fit.atLeast(height, LEAST_RANGES * range);
  }

  /**
   * Whether there was a move for it to end: half as many bars as it has itself, at most {@value
   * #MOST_LEAD}, come from below a level.
   */
  static boolean comesFromBelow(Outline corners, int first, double level) {
    int lead = Math.min(MOST_LEAD, corners.width(first) / 2);
    return corners.view().lowestBefore(corners.bar(first), lead) <= level;
  }

  /** Whether two stretches of bars are alike: neither more than so many times the other. */
  static boolean isEven(int some, int others, double most, Fit fit) {
    return fit.within(Math.log((double) some / others), Math.log(most));
  }
}
