package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.rolling.SlidingSum;

/** The mean of the last N values: TA-Lib's running total, divided by N. */
final class SimpleAverage implements RealFunction {
  private final int period;
  private final SlidingSum sum;

  SimpleAverage(int period) {
    this.period = period;
    this.sum = new SlidingSum(period);
  }

  @Override
  public void add(double newest) {
    sum.add(newest);
  }

  @Override
  public boolean isReady() {
    return sum.isFull();
  }

  @Override
  public double value() {
    return sum.value() / period;
  }
}
