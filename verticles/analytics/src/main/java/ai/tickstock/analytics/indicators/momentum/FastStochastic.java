package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.overlap.AverageType;
import ai.tickstock.analytics.indicators.rolling.SlidingExtreme;

/**
 * Lane's fast stochastic: where the close lies between the lowest low and the highest high of the
 * last bars, in percent ({@code (close - low) / ((high - low) / 100)}, 0 when there is no range),
 * and its moving average %D.
 */
final class FastStochastic implements Indicator {
  private final SlidingExtreme highest;
  private final SlidingExtreme lowest;
  private final RealFunction fastD;
  private int untilFull;
  private double fastK;

  FastStochastic(Parameters given) {
    int period = given.whole("fastKPeriod");
    highest = SlidingExtreme.highest(period);
    lowest = SlidingExtreme.lowest(period);
    fastD = AverageType.of(given, "fastDMaType").create(given.whole("fastDPeriod"));
    untilFull = period;
  }

  static int lookback(Parameters given) {
    return given.whole("fastKPeriod")
        - 1
        + AverageType.of(given, "fastDMaType").lookback(given.whole("fastDPeriod"));
  }

  static int warmUpBars(Parameters given) {
    return given.whole("fastKPeriod")
        - 1
        + AverageType.of(given, "fastDMaType").warmUpBars(given.whole("fastDPeriod"));
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    add(high, low, close);
  }

  void add(double high, double low, double close) {
    highest.add(high);
    lowest.add(low);
    if (untilFull > 0 && --untilFull > 0) {
      return;
    }
    double least = lowest.value();
    double hundredth = (highest.value() - least) / 100;
    fastK = hundredth == 0 ? 0 : (close - least) / hundredth;
    fastD.add(fastK);
  }

  @Override
  public boolean isReady() {
    return fastD.isReady();
  }

  @Override
  public int outputCount() {
    return 2;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> fastK;
      case 1 -> fastD.value();
      default -> throw new IndexOutOfBoundsException("output: expected 0 or 1, was " + index);
    };
  }
}
