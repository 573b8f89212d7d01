package ai.tickstock.analytics.indicators.volatility;

import ai.tickstock.analytics.indicators.SingleOutput;

/**
 * Wilder's ATR. The true range reaches from bar to bar: the greatest of high - low and the
 * distances of high and low from the close before. Its average starts as the mean of the first N,
 * then {@code (average * (N - 1) + range) / N}; of one bar it is the true range itself.
 */
final class AverageTrueRange extends SingleOutput {
  private final int period;
  private int ranges = -1;
  private double previous;
  private double average;

  AverageTrueRange(int period) {
    this.period = period;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    double range = TrueRange.of(high, low, previous);
    previous = close;
    if (ranges == period) {
      average = (average * (period - 1) + range) / period;
    } else if (ranges++ >= 0) {
      average += range;
      if (ranges == period) {
        average /= period;
      }
    }
  }

  @Override
  public boolean isReady() {
    return ranges == period;
  }

  @Override
  public double value() {
    return average;
  }
}
