package ai.tickstock.analytics.indicators.popular;

/**
 * Levels that traders expect prices to turn or to break at, from a day's high, low and close. In
 * order: the pivot {@code (high + low + close) / 3}, resistances from the nearest, supports from
 * the nearest.
 */
enum PivotLevels {
  /**
   * The floor traders': the extremes mirrored at the pivot, the day's range beyond the pivot, and
   * the extremes moved out by twice the other extreme's distance from the pivot.
   */
  FLOOR(3) {
    @Override
    void put(double high, double low, double close, double[] levels) {
      double pivot = pivot(high, low, close, levels);
      levels[1] = 2 * pivot - low;
      levels[2] = pivot + (high - low);
      levels[3] = high + 2 * (pivot - low);
      levels[4] = 2 * pivot - high;
      levels[5] = pivot - (high - low);
      levels[6] = low - 2 * (high - pivot);
    }
  },

  /** The pivot and 38.2, 61.8 and 100 percent of the day's range. */
  FIBONACCI(3) {
    @Override
    void put(double high, double low, double close, double[] levels) {
      around(pivot(high, low, close, levels), high - low, levels, 0.382, 0.618, 1);
    }
  },

  /**
   * The close and 1.1 times a twelfth, a sixth, a quarter and a half of the day's range; so the
   * pivot need not lie between the first two.
   */
  CAMARILLA(4) {
    @Override
    void put(double high, double low, double close, double[] levels) {
      pivot(high, low, close, levels);
      around(close, high - low, levels, 1.1 / 12, 1.1 / 6, 1.1 / 4, 1.1 / 2);
    }
  };

  private final int perSide;

  PivotLevels(int perSide) {
    this.perSide = perSide;
  }

  /** How many there are on each side of the pivot. */
  int perSide() {
    return perSide;
  }

  /** How many there are with the pivot. */
  int count() {
    return 1 + 2 * perSide;
  }

  abstract void put(double high, double low, double close, double[] levels);

  private static double pivot(double high, double low, double close, double[] levels) {
    levels[0] = (high + low + close) / 3;
    return levels[0];
  }

  private static void around(double center, double range, double[] levels, double... parts) {
    for (int i = 0; i < parts.length; i++) {
      levels[1 + i] = center + range * parts[i];
      levels[1 + parts.length + i] = center - range * parts[i];
    }
  }
}
