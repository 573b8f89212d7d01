package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.RealFunction;

/**
 * The mean of the last N values, those in the middle weighing most: 1, 2, … and down again. Moved
 * along by the plain sums of the older and of the newer half, in TA-Lib's order of operations, and
 * summed afresh every {@value #REFRESH} values against what rounding gathers.
 */
final class TriangularAverage implements RealFunction {
  private static final int REFRESH = 1 << 16;

  private final double[] ring;
  private final int olderHalf;
  private final boolean odd;
  private final double factor;
  private int next;
  private int seen;
  private double weighted;
  private double older;
  private double newer;
  private double value;

  TriangularAverage(int period) {
    ring = new double[period];
    odd = period % 2 == 1;
    int half = period / 2;
    olderHalf = odd ? half + 1 : half;
    factor = 1.0 / ((odd ? half + 1.0 : half) * (half + 1));
  }

  @Override
  public void add(double newest) {
    if (seen >= ring.length) {
      slide(newest);
    } else {
      put(newest);
      if (++seen == ring.length) {
        sum();
      }
    }
    value = weighted * factor;
  }

  private void put(double newest) {
    ring[next] = newest;
    next = next + 1 == ring.length ? 0 : next + 1;
  }

  /** The value so many after the oldest. */
  private double at(int place) {
    int slot = next + place;
    return ring[slot < ring.length ? slot : slot - ring.length];
  }

  private void slide(double newest) {
    double middle = at(olderHalf);
    weighted -= older;
    older -= at(0);
    older += middle;
    if (odd) {
      weighted += newer;
      newer -= middle;
    } else {
      newer -= middle;
      weighted += newer;
    }
    newer += newest;
    weighted += newest;
    put(newest);
    if (++seen == REFRESH + ring.length) {
      seen = ring.length;
      sum();
    }
  }

  private void sum() {
    weighted = 0;
    older = 0;
    newer = 0;
    for (int i = olderHalf - 1; i >= 0; i--) {
      older += at(i);
      weighted += older;
    }
    for (int i = olderHalf; i < ring.length; i++) {
      newer += at(i);
      weighted += newer;
    }
  }

  @Override
  public boolean isReady() {
    return seen >= ring.length;
  }

  @Override
  public double value() {
    return value;
  }
}
