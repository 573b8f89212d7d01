package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.SingleOutput;

/**
 * Lambert's CCI: how far the typical price lies from its mean, in 0.015 mean deviations. Mean and
 * deviation are summed afresh for each bar, in the order of the ring's slots, as TA-Lib's. 0 where
 * either is exactly 0.
 */
final class CommodityChannel extends SingleOutput {
  private static final double SCALE = 0.015;

  private final double[] ring;
  private int next;
  private int held;
  private double value;

  CommodityChannel(int period) {
    ring = new double[period];
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    double typical = (high + low + close) / 3;
    ring[next] = typical;
    next = next + 1 == ring.length ? 0 : next + 1;
    held += held < ring.length ? 1 : 0;
    if (held == ring.length) {
      value = of(typical);
    }
  }

  private double of(double typical) {
    double sum = 0;
    for (double each : ring) {
      sum += each;
    }
    double mean = sum / ring.length;
    double distances = 0;
    for (double each : ring) {
      distances += Math.abs(each - mean);
    }
    double distance = typical - mean;
    return distance != 0 && distances != 0 ? distance / (SCALE * (distances / ring.length)) : 0;
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
