package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.Zero;
import ai.tickstock.analytics.indicators.overlap.AverageType;

/**
 * APO, a fast less a slow average, and PPO, the same in percent of the slow one, 0 where that is 0.
 */
final class PriceOscillator implements RealFunction {
  private static final double PERCENT = 100;

  private final RealFunction fast;
  private final RealFunction slow;
  private final boolean percent;

  /**
   * Unlike the MACD's, both averages begin with the first value; periods are swapped if need be.
   */
  PriceOscillator(Parameters given, boolean percent) {
    AverageType type = AverageType.of(given, "maType");
    fast = type.create(AveragePair.shorter(given));
    slow = type.create(AveragePair.longer(given));
    this.percent = percent;
  }

  static int lookback(Parameters given) {
    return AverageType.of(given, "maType").lookback(AveragePair.longer(given));
  }

  static int warmUpBars(Parameters given) {
    return AverageType.of(given, "maType").warmUpBars(AveragePair.longer(given));
  }

  @Override
  public void add(double value) {
    fast.add(value);
    slow.add(value);
  }

  @Override
  public boolean isReady() {
    return slow.isReady();
  }

  @Override
  public double value() {
    double difference = fast.value() - slow.value();
    if (!percent) {
      return difference;
    }
    return Zero.is(slow.value()) ? 0 : difference / slow.value() * PERCENT;
  }
}
