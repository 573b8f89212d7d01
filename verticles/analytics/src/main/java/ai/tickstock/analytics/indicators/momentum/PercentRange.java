package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.SingleOutput;
import ai.tickstock.analytics.indicators.rolling.SlidingExtreme;

/**
 * Williams' %R: how far below the highest high the close lies, in percent of the range, negative.
 */
final class PercentRange extends SingleOutput {
  private static final double MINUS_HUNDRED = -100;

  private final SlidingExtreme highest;
  private final SlidingExtreme lowest;
  private int untilFull;
  private double value;

  PercentRange(int period) {
    highest = SlidingExtreme.highest(period);
    lowest = SlidingExtreme.lowest(period);
    untilFull = period;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    highest.add(high);
    lowest.add(low);
    untilFull -= untilFull > 0 ? 1 : 0;
    double hundredth = (highest.value() - lowest.value()) / MINUS_HUNDRED;
    value = hundredth == 0 ? 0 : (highest.value() - close) / hundredth;
  }

  @Override
  public boolean isReady() {
    return untilFull == 0;
  }

  @Override
  public double value() {
    return value;
  }
}
