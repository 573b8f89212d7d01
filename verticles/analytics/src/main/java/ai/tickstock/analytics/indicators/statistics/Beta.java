package ai.tickstock.analytics.indicators.statistics;

import ai.tickstock.analytics.indicators.PairFunction;
import ai.tickstock.analytics.indicators.Zero;

/**
 * How far the second value moves when the first moves by one percent: the slope of its returns from
 * bar to bar over those of the first, by least squares over N returns. A return from a price of 0
 * is 0; so is the answer where the first does not move.
 */
final class Beta implements PairFunction {
  private final int period;
  private final PairTotals returns;
  private double firstBefore;
  private double secondBefore;
  private boolean begun;

  Beta(int period) {
    this.period = period;
    returns = new PairTotals(period);
  }

  @Override
  public void add(double first, double second) {
    if (begun) {
      returns.add(change(firstBefore, first), change(secondBefore, second));
    }
    begun = true;
    firstBefore = first;
    secondBefore = second;
  }

  private static double change(double from, double to) {
    return Zero.is(from) ? 0 : (to - from) / from;
  }

  @Override
  public boolean isReady() {
    return returns.isFull();
  }

  @Override
  public double value() {
    double x = returns.first();
    double spread = period * returns.firstSquared() - x * x;
    return Zero.is(spread) ? 0 : (period * returns.product() - x * returns.second()) / spread;
  }
}
