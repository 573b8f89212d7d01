package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.Zero;

/**
 * Wilder's RSI: {@code 100 * gain / (gain + loss)} of the average gain and loss from close to
 * close. The averages start as the means of the first N differences, then {@code (average * (N - 1)
 * + now) / N}. Where neither gain nor loss is left the answer is 0, as TA-Lib's.
 */
final class RelativeStrength implements RealFunction {
  private final int period;
  private int differences = -1;
  private double previous;
  private double gain;
  private double loss;

  RelativeStrength(int period) {
    this.period = period;
  }

  @Override
  public void add(double close) {
    double change = close - previous;
    previous = close;
    if (differences < period) {
      start(change);
      return;
    }
    gain *= period - 1;
    loss *= period - 1;
    gather(change);
    gain /= period;
    loss /= period;
  }

  /** The first close has no difference; the first N differences make the first averages. */
  private void start(double change) {
    if (differences++ < 0) {
      return;
    }
    gather(change);
    if (differences == period) {
      gain /= period;
      loss /= period;
    }
  }

  private void gather(double change) {
    if (change < 0) {
      loss -= change;
    } else {
      gain += change;
    }
  }

  @Override
  public boolean isReady() {
    return differences == period;
  }

  @Override
  public double value() {
    double both = gain + loss;
    return Zero.is(both) ? 0 : 100 * (gain / both);
  }
}
