package ai.tickstock.analytics.indicators.math;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.rolling.SlidingSum;

/** The sum of the last N values. */
final class Sum implements RealFunction {
  private final SlidingSum sum;

  Sum(int period) {
    sum = new SlidingSum(period);
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
    return sum.value();
  }
}
