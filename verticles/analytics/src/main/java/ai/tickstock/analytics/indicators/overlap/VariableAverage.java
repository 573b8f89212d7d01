package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.PairFunction;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;

/**
 * MAVP: for each bar the moving average of that bar's own period, kept within two bounds. There is
 * one average for each period there may be, all of which answer from the same bar on: a bar costs
 * as many steps as there are periods, of which there may be {@value #MOST_PERIODS}.
 */
final class VariableAverage implements PairFunction {
  private static final int MOST_PERIODS = 1_000;

  private final int least;
  private final RealFunction[] averages;
  private final int[] waiting;
  private int missing;
  private double value;

  VariableAverage(Parameters given) {
    least = given.whole("minPeriod");
    int most = given.whole("maxPeriod");
    if (most < least || most - least >= MOST_PERIODS) {
      throw new IllegalArgumentException(
          "MAVP.maxPeriod: expected minPeriod or up to "
              + (MOST_PERIODS - 1)
              + " more, was "
              + most
              + " with minPeriod "
              + least);
    }
    AverageType type = AverageType.of(given, "maType");
    averages = new RealFunction[most - least + 1];
    waiting = new int[averages.length];
    for (int i = 0; i < averages.length; i++) {
      averages[i] = type.create(least + i);
      waiting[i] = type.lookback(most) - type.lookback(least + i);
    }
    missing = type.lookback(most) + 1;
  }

  @Override
  public void add(double newest, double period) {
    missing -= missing > 0 ? 1 : 0;
    for (int i = 0; i < averages.length; i++) {
      if (waiting[i] > 0) {
        waiting[i]--;
      } else {
        averages[i].add(newest);
      }
    }
    int wanted = (int) period - least;
    value = averages[Math.max(0, Math.min(wanted, averages.length - 1))].value();
  }

  @Override
  public boolean isReady() {
    return missing == 0;
  }

  @Override
  public double value() {
    return value;
  }
}
