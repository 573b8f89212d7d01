package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.WarmUp;
import ai.tickstock.analytics.indicators.Zero;

/**
 * Kaufman's adaptive mean: follows as an exponential mean of 2 bars where prices go straight, of 30
 * where they go to and fro. The efficiency is the way made over N bars in shares of the way gone; 1
 * where that way is 0 or not above the (signed) way made. It starts as the value before the first
 * answer. The way gone is a running total, summed afresh every {@value #REFRESH} values.
 */
final class AdaptiveAverage implements RealFunction {
  private static final int REFRESH = 1 << 16;
  private static final double SLOWEST = 2.0 / 31;
  private static final double FASTEST = 2.0 / 3;

  /** The last N + 1 values. */
  private final double[] ring;

  private int next;
  private int seen;
  private double gone;
  private double previous;
  private double value;

  AdaptiveAverage(int period) {
    ring = new double[period + 1];
  }

  /** Of its slowest kind, which it may be for long. */
  static int warmUpBars(int period) {
    return period + 1 + WarmUp.steps(1 - SLOWEST * SLOWEST);
  }

  @Override
  public void add(double newest) {
    int before = ring.length - 1;
    if (seen >= ring.length) {
      int oldest = next;
      int second = oldest + 1 == ring.length ? 0 : oldest + 1;
      gone -= Math.abs(ring[oldest] - ring[second]);
    }
    if (seen > 0) {
      gone += Math.abs(newest - previous);
    }
    ring[next] = newest;
    next = next + 1 == ring.length ? 0 : next + 1;
    if (++seen == before) {
      value = newest;
    } else if (seen > before) {
      follow(newest);
    }
    previous = newest;
    if (seen == REFRESH + ring.length) {
      refresh();
    }
  }

  private void follow(double newest) {
    double made = newest - ring[next];
    double efficiency = gone <= made || Zero.is(gone) ? 1 : Math.abs(made / gone);
    double factor = efficiency * (FASTEST - SLOWEST) + SLOWEST;
    value = (newest - value) * (factor * factor) + value;
  }

  private void refresh() {
    seen = ring.length;
    gone = 0;
    for (int i = 1; i < ring.length; i++) {
      gone += Math.abs(ring[(next + i) % ring.length] - ring[(next + i - 1) % ring.length]);
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
