package ai.tickstock.analytics.indicators.price;

import ai.tickstock.analytics.indicators.Input;
import ai.tickstock.analytics.indicators.SingleOutput;

/** One price made of a bar's prices. */
final class Price extends SingleOutput {
  private final Input price;
  private double value;
  private boolean begun;

  Price(Input price) {
    this.price = price;
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    value = price.of(0, open, high, low, close, volume);
    begun = true;
  }

  @Override
  public boolean isReady() {
    return begun;
  }

  @Override
  public double value() {
    return value;
  }
}
