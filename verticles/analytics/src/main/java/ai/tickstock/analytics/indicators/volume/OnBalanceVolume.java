package ai.tickstock.analytics.indicators.volume;

import ai.tickstock.analytics.indicators.SingleOutput;

/**
 * Granville's OBV: starts with the first bar's volume; a higher close adds the bar's, a lower one
 * takes it away, an equal one changes nothing.
 */
final class OnBalanceVolume extends SingleOutput {
  private double balance;
  private double previous;
  private boolean begun;

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    if (!begun) {
      balance = volume;
      begun = true;
    } else if (close > previous) {
      balance += volume;
    } else if (close < previous) {
      balance -= volume;
    }
    previous = close;
  }

  @Override
  public boolean isReady() {
    return begun;
  }

  @Override
  public double value() {
    return balance;
  }

  @Override
  public double[] state() {
    return new double[] {balance, previous};
  }

  @Override
  public void resume(double[] state) {
    balance = state[0];
    previous = state[1];
    begun = true;
  }
}
