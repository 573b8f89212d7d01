package ai.tickstock.analytics.indicators.price;

import ai.tickstock.analytics.indicators.RealFunction;

/** The mean distance of the last N values from their mean, computed afresh for each window. */
final class MeanDeviation implements RealFunction {
  private final double[] ring;
  private int next;
  private int held;
  private double value;

  MeanDeviation(int period) {
    ring = new double[period];
  }

  @Override
  public void add(double newest) {
    ring[next] = newest;
    next = next + 1 == ring.length ? 0 : next + 1;
    held += held < ring.length ? 1 : 0;
    if (held == ring.length) {
      value = deviation();
    }
  }

  private double deviation() {
    double sum = 0;
    for (double each : ring) {
      sum += each;
    }
    double mean = sum / ring.length;
    double distances = 0;
    for (double each : ring) {
      distances += Math.abs(each - mean);
    }
    return distances / ring.length;
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
