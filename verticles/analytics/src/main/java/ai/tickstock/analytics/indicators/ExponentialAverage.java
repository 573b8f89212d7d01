package ai.tickstock.analytics.indicators;

/**
 * The exponential mean: the plain mean of the first N values, then {@code (x - previous) * k +
 * previous} with {@code k = 2 / (N + 1)}, in TA-Lib's order of operations.
 */
final class ExponentialAverage implements Average {
  private final double factor;
  private final int period;
  private int seen;
  private double value;

  ExponentialAverage(int period) {
    this.period = period;
    this.factor = 2.0 / (period + 1);
  }

  @Override
  public void add(double newest) {
    if (seen == period) {
      value = (newest - value) * factor + value;
      return;
    }
    value += newest;
    if (++seen == period) {
      value /= period;
    }
  }

  @Override
  public boolean isReady() {
    return seen == period;
  }

  @Override
  public double value() {
    return value;
  }
}
