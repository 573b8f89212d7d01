package ai.tickstock.analytics.plugin;

import ai.tickstock.analytics.indicators.SingleOutput;

/** Elder's force index: the smoothed product of each close's change and the volume behind it. */
final class ForceIndex extends SingleOutput {
  private final int period;
  private final double weight;
  private int count;
  private double lastClose;
  private double force;

  /**
   * @param period bars of the exponential average
   */
  ForceIndex(int period) {
    this.period = period;
    weight = 2.0 / (period + 1);
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    double newest = (close - lastClose) * volume;
    if (count > 1) {
      force += weight * (newest - force);
    } else if (count == 1) {
      force = newest;
    }
    lastClose = close;
    count = Math.min(count + 1, period + 1); // It need not count on once it is ready.
  }

  @Override
  public boolean isReady() {
    return count > period;
  }

  @Override
  public double value() {
    return force;
  }
}
