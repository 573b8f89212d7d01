package ai.tickstock.analytics.chart;

/**
 * How well a shape meets the conditions of a rule: the mean over those that are measured. Not
 * thread-safe.
 */
final class Fit {
  private double sum;
  private int conditions;

  Fit begin() {
    sum = 0;
    conditions = 0;
    return this;
  }

  /** Whether a deviation is tolerated: 1 where there is none, 0 at the limit. */
  boolean within(double deviation, double tolerance) {
    double off = Math.abs(deviation);
    add(1 - off / tolerance);
    return off <= tolerance;
  }

  /** Whether something is large enough: 0 at the limit, 0.5 at twice as much. */
  boolean atLeast(double value, double least) {
    add(1 - least / value);
    return value >= least && value > 0;
  }

  private void add(double score) {
    sum += Math.max(0, Math.min(1, score));
    conditions++;
  }

  /** 0 to 1. */
  double score() {
    return conditions == 0 ? 0.5 : sum / conditions;
  }
}
