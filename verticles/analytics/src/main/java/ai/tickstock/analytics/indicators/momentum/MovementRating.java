package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.SingleOutput;

/** Wilder's ADXR: the mean of the ADX and of what it was N - 1 bars before. */
final class MovementRating extends SingleOutput {
  private final AverageMovementIndex index;
  private final double[] ring;
  private int next;
  private int held;
  private double value;

  MovementRating(int period) {
    index = new AverageMovementIndex(period);
    ring = new double[period];
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    index.add(startMillis, open, high, low, close, volume);
    if (index.isReady()) {
      ring[next] = index.value();
      next = next + 1 == ring.length ? 0 : next + 1;
      held += held < ring.length ? 1 : 0;
      value = (index.value() + ring[next]) / 2;
    }
  }

  @Override
  public boolean isReady() {
    return held == ring.length;
  }

  @Override
  public double value() {
    return value;
  }
}
