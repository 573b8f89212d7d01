package ai.tickstock.analytics.indicators.volatility;

import ai.tickstock.analytics.indicators.SingleOutput;
import ai.tickstock.analytics.indicators.Zero;

/**
 * Forman's NATR: the average true range in percent of the close, 0 where that is 0. Of one bar it
 * is the true range itself, not in percent, as in TA-Lib.
 */
final class NormalizedRange extends SingleOutput {
  private final AverageTrueRange average;
  private final boolean plain;
  private double close;

  NormalizedRange(int period) {
    average = new AverageTrueRange(period);
    plain = period == 1;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    average.add(startMillis, open, high, low, close, volume);
    this.close = close;
  }

  @Override
  public boolean isReady() {
    return average.isReady();
  }

  @Override
  public double value() {
    if (plain) {
      return average.value();
    }
    return Zero.is(close) ? 0 : average.value() / close * 100;
  }
}
