package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.SingleOutput;
import ai.tickstock.analytics.indicators.Zero;

/** Livshin's balance of power: {@code (close - open) / (high - low)}, 0 without a range. */
final class BalanceOfPower extends SingleOutput {
  private double value;
  private boolean begun;

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    double range = high - low;
    value = Zero.orLess(range) ? 0 : (close - open) / range;
    begun = true;
  }

  @Override
  public boolean isReady() {
    return begun;
  }

  @Override
  public double value() {
    return value;
  }
}
