package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.SingleOutput;

/** Aroon up less Aroon down. */
final class AroonOscillator extends SingleOutput {
  private final Aroon aroon;

  AroonOscillator(int period) {
    aroon = new Aroon(period);
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    aroon.add(startMillis, open, high, low, close, volume);
  }

  @Override
  public boolean isReady() {
    return aroon.isReady();
  }

  @Override
  public double value() {
    return aroon.oscillator();
  }
}
