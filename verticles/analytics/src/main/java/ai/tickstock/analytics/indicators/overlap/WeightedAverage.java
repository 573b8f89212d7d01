package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.RealFunction;

/**
 * The mean of the last N values, the newest weighing N, the oldest 1. Moved along by the plain sum,
 * in TA-Lib's order of operations, and summed afresh every {@value #REFRESH} values against what
 * rounding gathers.
 */
final class WeightedAverage implements RealFunction {
  private static final int REFRESH = 1 << 16;

  private final double[] ring;
  private final double divider;
  private int next;
  private int seen;
  private double weighted;
  private double plain;
  private double leaving;
  private double value;

  WeightedAverage(int period) {
    ring = new double[period];
    divider = period * (period + 1.0) / 2;
  }

  @Override
  public void add(double newest) {
    ring[next] = newest;
    next = next + 1 == ring.length ? 0 : next + 1;
    plain += newest;
    if (++seen < ring.length) {
      weighted += newest * seen;
      return;
    }
    plain -= leaving;
    weighted += newest * ring.length;
    leaving = ring[next];
    value = weighted / divider;
    weighted -= plain;
    if (seen == REFRESH + ring.length) {
      refresh();
    }
  }

  private void refresh() {
    seen = ring.length;
    weighted = 0;
    plain = 0;
    for (int i = 0; i < ring.length; i++) {
      double each = ring[next + i < ring.length ? next + i : next + i - ring.length];
      plain += each;
      weighted += each * i;
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
