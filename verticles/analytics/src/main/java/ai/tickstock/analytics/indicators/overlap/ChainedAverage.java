package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.RealFunction;

/**
 * Mulloy's DEMA and TEMA: exponential means of exponential means, combined so that they lag less.
 */
final class ChainedAverage implements RealFunction {
  private final ExponentialAverage first;
  private final ExponentialAverage second;
  private final ExponentialAverage third;

  private ChainedAverage(int period, boolean triple) {
    first = new ExponentialAverage(period);
    second = new ExponentialAverage(period);
    third = triple ? new ExponentialAverage(period) : null;
  }

  /** {@code 2 a - b}. */
  static ChainedAverage twice(int period) {
    return new ChainedAverage(period, false);
  }

  /** {@code 3 a - 3 b + c}. */
  static ChainedAverage thrice(int period) {
    return new ChainedAverage(period, true);
  }

  @Override
  public void add(double newest) {
    first.add(newest);
    if (first.isReady()) {
      second.add(first.value());
      if (third != null && second.isReady()) {
        third.add(second.value());
      }
    }
  }

  @Override
  public boolean isReady() {
    return third == null ? second.isReady() : third.isReady();
  }

  @Override
  public double value() {
    return third == null
        ? 2 * first.value() - second.value()
        : third.value() + (3 * first.value() - 3 * second.value());
  }
}
