package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.RealFunction;

/**
 * The exponential mean: the plain mean of the first N values, then {@code (x - previous) * k +
 * previous} with {@code k = 2 / (N + 1)}, in TA-Lib's order of operations.
 */
public final class ExponentialAverage implements RealFunction {
  private final double factor;
  private final int period;
  private int seen;
  private double value;

  /** Over N values, at least 1. */
  public ExponentialAverage(int period) {
    this(period, 2.0 / (period + 1));
  }

  /** With a factor k of its own; N values make the start. */
  public ExponentialAverage(int period, double factor) {
    this.period = period;
    this.factor = factor;
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
