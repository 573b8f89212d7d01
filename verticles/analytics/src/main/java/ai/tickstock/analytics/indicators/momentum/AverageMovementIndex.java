package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.SingleOutput;

/**
 * Wilder's ADX: the mean of the first N DX, then {@code (mean * (N - 1) + DX) / N}. A bar without
 * range or movement leaves it as it is.
 */
final class AverageMovementIndex extends SingleOutput {
  private final Movement movement;
  private final int period;
  private int indexes;
  private double value;

  AverageMovementIndex(int period) {
    this.period = period;
    movement = new Movement(period);
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    movement.add(high, low, close);
    if (movement.moves() < period) {
      return;
    }
    double index = movement.index();
    boolean counts = !Double.isNaN(index);
    if (indexes == period) {
      value = counts ? (value * (period - 1) + index) / period : value;
    } else {
      value += counts ? index : 0;
      if (++indexes == period) {
        value /= period;
      }
    }
  }

  @Override
  public boolean isReady() {
    return indexes == period;
  }

  @Override
  public double value() {
    return value;
  }
}
