package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.Zero;

/** Chande's momentum oscillator with Wilder's means: gain less loss in percent of both. */
final class ChandeMomentum implements RealFunction {
  private static final double PERCENT = 100;

  private final GainLoss means;

  ChandeMomentum(int period) {
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
    return Zero.is(both) ? 0 : PERCENT * ((means.gain() - means.loss()) / both);
  }
}
