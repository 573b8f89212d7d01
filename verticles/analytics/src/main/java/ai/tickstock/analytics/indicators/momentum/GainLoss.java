package ai.tickstock.analytics.indicators.momentum;

/**
 * Wilder's mean gain and mean loss from value to value: the means of the first N differences, then
 * {@code (mean * (N - 1) + now) / N}.
 */
final class GainLoss {
  private final int period;
  private int differences = -1;
  private double previous;
  private double gain;
  private double loss;

  GainLoss(int period) {
    this.period = period;
  }

  void add(double close) {
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

  boolean isReady() {
    return differences == period;
  }

  double gain() {
    return gain;
  }

  double loss() {
    return loss;
  }
}
