package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.Indicator;

/**
 * Chande's Aroon: how long ago, of the last N bars and the one before them, the lowest low and the
 * highest high were: {@code 100 / N * (N - bars since)}. Of equals the latest counts.
 */
final class Aroon implements Indicator {
  private static final double PERCENT = 100;

  private final int period;
  private final LatestExtreme lowest;
  private final LatestExtreme highest;
  private final double factor;
  private int untilFull;

  Aroon(int period) {
    this.period = period;
    lowest = new LatestExtreme(period + 1, -1);
    highest = new LatestExtreme(period + 1, 1);
    factor = PERCENT / period;
    untilFull = period + 1;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    lowest.add(low);
    highest.add(high);
    untilFull -= untilFull > 0 ? 1 : 0;
  }

  @Override
  public boolean isReady() {
    return untilFull == 0;
  }

  @Override
  public int outputCount() {
    return 2;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> factor * (period - lowest.barsSince());
      case 1 -> factor * (period - highest.barsSince());
      default -> throw new IndexOutOfBoundsException("output: expected 0 or 1, was " + index);
    };
  }

  /** What is up less what is down. */
  double oscillator() {
    return factor * (lowest.barsSince() - highest.barsSince());
  }
}
