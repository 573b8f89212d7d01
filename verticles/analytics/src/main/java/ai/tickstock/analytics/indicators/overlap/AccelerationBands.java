package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.Zero;
import ai.tickstock.analytics.indicators.rolling.SlidingSum;

/**
 * Headley's bands: means of the closes, and of highs and lows pushed apart by the bar's own width.
 */
final class AccelerationBands implements Indicator {
  private final int period;
  private final SlidingSum upper;
  private final SlidingSum middle;
  private final SlidingSum lower;

  AccelerationBands(int period) {
    this.period = period;
    upper = new SlidingSum(period);
    middle = new SlidingSum(period);
    lower = new SlidingSum(period);
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    double both = high + low;
    double width = Zero.is(both) ? 0 : 4 * (high - low) / both;
    upper.add(high * (1 + width));
    middle.add(close);
    lower.add(low * (1 - width));
  }

  @Override
  public boolean isReady() {
    return middle.isFull();
  }

  @Override
  public int outputCount() {
    return 3;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> upper.value() / period;
      case 1 -> middle.value() / period;
      case 2 -> lower.value() / period;
      default -> throw new IndexOutOfBoundsException("output: expected 0 to 2, was " + index);
    };
  }
}
