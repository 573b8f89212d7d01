package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.SingleOutput;

/** The newest bar's volume. */
final class Volume extends SingleOutput {
  private double volume = Double.NaN;

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double traded) {
    volume = traded;
  }

  @Override
  public boolean isReady() {
    return !Double.isNaN(volume);
  }

  @Override
  public double value() {
    return volume;
  }
}
