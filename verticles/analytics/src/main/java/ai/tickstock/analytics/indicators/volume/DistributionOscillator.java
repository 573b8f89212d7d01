package ai.tickstock.analytics.indicators.volume;

import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.SingleOutput;

/**
 * Chaikin's oscillator: a fast less a slow exponential mean of the accumulation/distribution line.
 * Both means start as the line's first value, and follow as {@code k * line + (1 - k) * before}.
 */
final class DistributionOscillator extends SingleOutput {
  private final Distribution distribution = new Distribution();
  private final double fastFactor;
  private final double slowFactor;
  private final int longest;
  private int bars;
  private double fast;
  private double slow;

  DistributionOscillator(Parameters given) {
    fastFactor = 2.0 / (given.whole("fastPeriod") + 1);
    slowFactor = 2.0 / (given.whole("slowPeriod") + 1);
    longest = longest(given);
  }

  static int longest(Parameters given) {
    return Math.max(given.whole("fastPeriod"), given.whole("slowPeriod"));
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    distribution.add(startMillis, open, high, low, close, volume);
    double line = distribution.value();
    if (bars == 0) {
      fast = slow = line;
    }
    fast = fastFactor * line + (1 - fastFactor) * fast;
    slow = slowFactor * line + (1 - slowFactor) * slow;
    bars += bars < longest ? 1 : 0;
  }

  @Override
  public boolean isReady() {
    return bars == longest;
  }

  @Override
  public double value() {
    return fast - slow;
  }

  @Override
  public double[] state() {
    return new double[] {distribution.value(), fast, slow, bars};
  }

  @Override
  public void resume(double[] state) {
    distribution.resume(state);
    fast = state[1];
    slow = state[2];
    bars = (int) state[3];
  }
}
