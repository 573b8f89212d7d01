package ai.tickstock.analytics.indicators.volume;

import ai.tickstock.analytics.indicators.SingleOutput;

/**
 * The accumulation/distribution line: from 0, each bar adds its volume times {@code ((close - low)
 * - (high - close)) / (high - low)}; a bar without a range adds nothing.
 */
final class Distribution extends SingleOutput {
  private double line;
  private boolean begun;

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    double range = high - low;
    if (range > 0) {
      line += ((close - low) - (high - close)) / range * volume;
    }
    begun = true;
  }

  @Override
  public boolean isReady() {
    return begun;
  }

  @Override
  public double value() {
    return line;
  }

  @Override
  public double[] state() {
    return new double[] {line};
  }

  @Override
  public void resume(double[] state) {
    line = state[0];
    begun = true;
  }
}
