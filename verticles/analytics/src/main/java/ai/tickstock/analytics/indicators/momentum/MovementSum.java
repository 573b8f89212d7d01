package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.SingleOutput;

/** PLUS_DM, MINUS_DM, PLUS_DI and MINUS_DI: one side of Wilder's directional movement. */
final class MovementSum extends SingleOutput {
  /** Which sum, or share. */
  enum Side {
    PLUS_DM,
    MINUS_DM,
    PLUS_DI,
    MINUS_DI
  }

  private final Movement movement;
  private final Side side;
  private final int needed;

  MovementSum(Side side, int period) {
    this.side = side;
    movement = new Movement(period);
    needed = lookback(side, period);
  }

  /** Sums answer with the first N - 1 moves, shares with one more. */
  static int lookback(Side side, int period) {
    boolean sum = side == Side.PLUS_DM || side == Side.MINUS_DM;
    return sum && period > 1 ? period - 1 : period;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    movement.add(high, low, close);
  }

  @Override
  public boolean isReady() {
    return movement.moves() >= needed;
  }

  @Override
  public double value() {
    return switch (side) {
      case PLUS_DM -> movement.up();
      case MINUS_DM -> movement.down();
      case PLUS_DI -> movement.upShare();
      case MINUS_DI -> movement.downShare();
    };
  }
}
