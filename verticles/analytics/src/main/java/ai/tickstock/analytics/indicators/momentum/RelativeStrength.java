package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.Zero;

/**
 * Wilder's RSI: {@code 100 * gain / (gain + loss)} of the mean gain and loss from close to close.
 * Where neither gain nor loss is left the answer is 0, as TA-Lib's.
 */
final class RelativeStrength implements RealFunction {
  private static final double PERCENT = 100;

  private final GainLoss means;

  RelativeStrength(int period) {
    means = new GainLoss(period);
  }

  @Override
  public void add(double close) {
    means.add(close);
  }

  @Override
  public boolean isReady() {
    return means.isReady();
  }

  @Override
  public double value() {
    double both = means.gain() + means.loss();
    return Zero.is(both) ? 0 : PERCENT * (means.gain() / both);
  }
}
