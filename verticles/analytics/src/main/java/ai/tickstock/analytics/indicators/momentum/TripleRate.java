package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.overlap.ExponentialAverage;

/**
 * Hutson's TRIX: the change in percent, from one bar to the next, of an EMA of an EMA of an EMA.
 */
final class TripleRate implements RealFunction {
  private final RealFunction first;
  private final RealFunction second;
  private final RealFunction third;
  private final Change change = new Change(Change.Measure.PERCENT, 1);

  TripleRate(int period) {
    first = new ExponentialAverage(period);
    second = new ExponentialAverage(period);
    third = new ExponentialAverage(period);
  }

  @Override
  public void add(double value) {
    first.add(value);
    if (first.isReady()) {
      second.add(first.value());
      if (second.isReady()) {
        third.add(second.value());
        if (third.isReady()) {
          change.add(third.value());
        }
      }
    }
  }

  @Override
  public boolean isReady() {
    return change.isReady();
  }

  @Override
  public double value() {
    return change.value();
  }
}
