package ai.tickstock.analytics.indicators.volatility;

import ai.tickstock.analytics.indicators.SingleOutput;

/** How far the price went since the close before: TRANGE, and what averages of it build on. */
public final class TrueRange extends SingleOutput {
  private int bars;
  private double previous;
  private double range;

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    range = of(high, low, previous);
    previous = close;
    bars += bars < 2 ? 1 : 0;
  }

  /** The greatest of high - low and the distances of high and low from the close before. */
  public static double of(double high, double low, double closeBefore) {
    double fromHigh = Math.abs(closeBefore - high);
    double fromLow = Math.abs(closeBefore - low);
    return Math.max(high - low, Math.max(fromHigh, fromLow));
  }

  @Override
  public boolean isReady() {
    return bars == 2;
  }

  @Override
  public double value() {
    return range;
  }
}
