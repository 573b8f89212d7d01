package ai.tickstock.app.sources;

/**
 * A mood of the market, which may change every minute while a session lasts.
 *
 * @see MarketDay
 */
enum Regime {
  CALM(0.6, 0, 0.8),
  VOLATILE(2.2, 0, 1.6),
  CRASH(4, -0.0022, 2.8),
  RALLY(1.6, 0.0014, 1.7);

  /** Chance per minute to go from one (row) to another (column); stays otherwise. */
  private static final double[][] CHANCES = {
    {0, 1 / 90.0, 1 / 500.0, 1 / 300.0},
    {1 / 30.0, 0, 1 / 120.0, 1 / 150.0},
    {0, 1 / 10.0, 0, 1 / 30.0},
    {1 / 20.0, 1 / 40.0, 1 / 400.0, 0},
  };

  /** How fast prices diffuse, relative to the average. */
  final double variance;

  /** How the whole market moves per minute, as a share of the price. */
  final double drift;

  /** How much trades, relative to the average. */
  final double activity;

  Regime(double variance, double drift, double activity) {
    this.variance = variance;
    this.drift = drift;
    this.activity = activity;
  }

  /** The mood a minute later. */
  Regime next(double even) {
    double left = even;
    for (Regime other : values()) {
      left -= CHANCES[ordinal()][other.ordinal()];
      if (left < 0) {
        return other;
      }
    }
    return this;
  }
}
