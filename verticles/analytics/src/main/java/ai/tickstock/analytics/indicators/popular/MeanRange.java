package ai.tickstock.analytics.indicators.popular;

/**
 * The average true range as a part of others, equal to ATR's: the mean of the first N true ranges,
 * of which the first is the second bar's, then {@code (mean * (N - 1) + range) / N}. Unlike ATR's
 * its state can be kept.
 */
final class MeanRange {
  static final int STATE_SIZE = 3;

  private final int period;
  private int ranges = -1;
  private double closeBefore;
  private double mean;

  MeanRange(int period) {
    this.period = period;
  }

  void add(double high, double low, double close) {
    double range =
        Math.max(high - low, Math.max(Math.abs(closeBefore - high), Math.abs(closeBefore - low)));
    closeBefore = close;
    if (ranges == period) {
      mean = (mean * (period - 1) + range) / period;
    } else if (ranges++ >= 0) {
      mean += range;
      if (ranges == period) {
        mean /= period;
      }
    }
  }

  /** From bar number N, counted from 0. */
  boolean isReady() {
    return ranges == period;
  }

  double value() {
    return mean;
  }

  int save(double[] into, int from) {
    into[from] = ranges;
    into[from + 1] = closeBefore;
    into[from + 2] = mean;
    return from + STATE_SIZE;
  }

  int restore(double[] state, int from) {
    ranges = (int) state[from];
    closeBefore = state[from + 1];
    mean = state[from + 2];
    return from + STATE_SIZE;
  }
}
