package ai.tickstock.analytics.indicators.math;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.rolling.SlidingExtreme;

/** The lowest of the last N values, the highest, or both, in this order. */
final class Extremes implements RealFunction {
  private final SlidingExtreme[] extremes;
  private int missing;

  Extremes(int period, SlidingExtreme... extremes) {
    this.extremes = extremes;
    missing = period;
  }

  @Override
  public void add(double newest) {
    for (SlidingExtreme extreme : extremes) {
      extreme.add(newest);
    }
    if (missing > 0) {
      missing--;
    }
  }

  @Override
  public boolean isReady() {
    return missing == 0;
  }

  @Override
  public double value() {
    return extremes[0].value();
  }

  @Override
  public int outputCount() {
    return extremes.length;
  }

  @Override
  public double output(int index) {
    return extremes[index].value();
  }
}
