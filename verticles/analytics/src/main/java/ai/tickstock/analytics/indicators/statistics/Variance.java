package ai.tickstock.analytics.indicators.statistics;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.rolling.SlidingSum;

/**
 * The population variance of the last N values: mean of squares less square of the mean, from two
 * running totals.
 *
 * <p>As exact as TA-Lib's and no more: it cancels where values hardly differ, and then answers what
 * rounding left over, about 1e-16 of the squared value, of either sign. By as much a warm start may
 * differ, whose totals have come another way: 1e-12 at a price of 100.
 */
final class Variance implements RealFunction {
  private final int period;
  private final SlidingSum values;
  private final SlidingSum squares;

  Variance(int period) {
    this.period = period;
    values = new SlidingSum(period);
    squares = new SlidingSum(period);
  }

  @Override
  public void add(double newest) {
    values.add(newest);
    squares.add(newest * newest);
  }

  @Override
  public boolean isReady() {
    return values.isFull();
  }

  @Override
  public double value() {
    double mean = values.value() / period;
    return squares.value() / period - mean * mean;
  }
}
