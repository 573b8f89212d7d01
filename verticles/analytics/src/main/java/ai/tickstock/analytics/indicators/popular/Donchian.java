package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.analytics.indicators.Indicator;

/**
 * Donchian's channel: the highest high and the lowest low of the last N bars, and their middle. The
 * newest bar is one of them, so the close is never outside; who waits for a break out of the
 * channel compares with its values of the bar before.
 */
final class Donchian implements Indicator {
  private final Channel channel;
  private int missing;

  Donchian(int period) {
    channel = new Channel(period);
    missing = period;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    channel.add(high, low);
    missing = Math.max(0, missing - 1);
  }

  @Override
  public boolean isReady() {
    return missing == 0;
  }

  @Override
  public int outputCount() {
    return 3;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> channel.upper();
      case 1 -> channel.middle();
      case 2 -> channel.lower();
      default -> throw new IndexOutOfBoundsException("output: expected 0 to 2, was " + index);
    };
  }
}
