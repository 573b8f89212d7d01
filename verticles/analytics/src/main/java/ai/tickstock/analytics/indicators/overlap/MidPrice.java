package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.SingleOutput;

/** MIDPRICE: halfway between the highest high and the lowest low of the last bars. */
final class MidPrice extends SingleOutput {
  private final MidPoint middle;

  MidPrice(int period) {
    middle = new MidPoint(period);
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    middle.add(high, low);
  }

  @Override
  public boolean isReady() {
    return middle.isReady();
  }

  @Override
  public double value() {
    return middle.value();
  }
}
