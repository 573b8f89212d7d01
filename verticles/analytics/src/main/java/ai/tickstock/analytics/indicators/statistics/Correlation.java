package ai.tickstock.analytics.indicators.statistics;

import ai.tickstock.analytics.indicators.PairFunction;
import ai.tickstock.analytics.indicators.Zero;

/**
 * Pearson's coefficient over the last N pairs, -1 to 1 but for rounding; 0 where the product of
 * both sums of squares about the mean is below 1e-14.
 *
 * <p>As exact as TA-Lib's and no more: what is left of the squares is their difference from other
 * squares, so that digits are lost, as many as the squared value has more than the variance. By as
 * much a warm start may differ, whose totals have come another way: usually 1e-9, at a price of 100
 * that moves by cents 1e-7.
 */
final class Correlation implements PairFunction {
  private final int period;
  private final PairTotals totals;

  Correlation(int period) {
    this.period = period;
    totals = new PairTotals(period);
  }

  @Override
  public void add(double first, double second) {
    totals.add(first, second);
  }

  @Override
  public boolean isReady() {
    return totals.isFull();
  }

  @Override
  public double value() {
    double x = totals.first();
    double y = totals.second();
    double spread =
        (totals.firstSquared() - x * x / period) * (totals.secondSquared() - y * y / period);
    return Zero.orLess(spread) ? 0 : (totals.product() - x * y / period) / Math.sqrt(spread);
  }
}
