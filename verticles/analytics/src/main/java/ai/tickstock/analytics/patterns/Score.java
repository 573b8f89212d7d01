package ai.tickstock.analytics.patterns;

/**
 * How clearly a condition holds, from 0 (only just) towards 1. All are ratios, so that the scale of
 * prices does not matter.
 */
final class Score {
  private Score() {}

  /** Of {@code value < limit}: the part of the limit left over. */
  static double below(double value, double limit) {
    return limit > 0 ? clamp(1 - value / limit) : 0;
  }

  /** Of {@code value > limit}: the part of the value that exceeds the limit. */
  static double above(double value, double limit) {
    return below(limit, value);
  }

  /** Of {@code distance > 0}, measured against what is usual: half where it equals the usual. */
  static double distance(double distance, double usual) {
    return distance > 0 ? distance / (distance + Math.max(usual, 0)) : 0;
  }

  static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }

  static double mean(double... scores) {
    double sum = 0;
    for (double score : scores) {
      sum += score;
    }
    return sum / scores.length;
  }
}
