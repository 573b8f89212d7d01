package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.RealFunction;

/** The average of one value: itself. */
final class Unsmoothed implements RealFunction {
  private double value;
  private boolean ready;

  @Override
  public void add(double next) {
    value = next;
    ready = true;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public double value() {
    return value;
  }
}
