package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.SingleOutput;

/**
 * Wilder's DX: how one-sided the movement is. Without range or movement it keeps its value, 0 at
 * first.
 */
final class MovementIndex extends SingleOutput {
  private final Movement movement;
  private final int period;
  private double value;

  MovementIndex(int period) {
    this.period = period;
    movement = new Movement(period);
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    movement.add(high, low, close);
    if (movement.moves() == period) {
      double index = movement.index();
      value = Double.isNaN(index) ? value : index;
    }
  }

  @Override
  public boolean isReady() {
    return movement.moves() == period;
  }

  @Override
  public double value() {
    return value;
  }
}
