package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.rolling.SlidingExtreme;

/** MIDPOINT: halfway between the highest and the lowest of the last values. */
final class MidPoint implements RealFunction {
  private final SlidingExtreme highest;
  private final SlidingExtreme lowest;
  private int missing;

  MidPoint(int period) {
    highest = SlidingExtreme.highest(period);
    lowest = SlidingExtreme.lowest(period);
    missing = period;
  }

  @Override
  public void add(double value) {
    add(value, value);
  }

  void add(double high, double low) {
    highest.add(high);
    lowest.add(low);
    missing -= missing > 0 ? 1 : 0;
  }

  @Override
  public boolean isReady() {
    return missing == 0;
  }

  @Override
  public double value() {
    return (highest.value() + lowest.value()) / 2;
  }
}
