package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.overlap.AverageType;
import ai.tickstock.analytics.indicators.rolling.SlidingExtreme;

/**
 * Lane's slow stochastic: where the close lies between the lowest low and the highest high of the
 * last bars, in percent ({@code (close - low) / ((high - low) / 100)}, 0 when there is no range),
 * smoothed once to %K and again to %D.
 */
final class Stochastic implements Indicator {
  private final SlidingExtreme highest;
  private final SlidingExtreme lowest;
  private final RealFunction slowK;
  private final RealFunction slowD;
  private int untilFull;

  Stochastic(Parameters given) {
    int period = given.whole("fastKPeriod");
    highest = SlidingExtreme.highest(period);
    lowest = SlidingExtreme.lowest(period);
    slowK = AverageType.of(given, "slowKMaType").create(given.whole("slowKPeriod"));
    slowD = AverageType.of(given, "slowDMaType").create(given.whole("slowDPeriod"));
    untilFull = period;
  }

  static int lookback(Parameters given) {
    return given.whole("fastKPeriod")
        - 1
        + AverageType.of(given, "slowKMaType").lookback(given.whole("slowKPeriod"))
        + AverageType.of(given, "slowDMaType").lookback(given.whole("slowDPeriod"));
  }

  static int warmUpBars(Parameters given) {
    return given.whole("fastKPeriod")
        - 1
        + AverageType.of(given, "slowKMaType").warmUpBars(given.whole("slowKPeriod"))
        + AverageType.of(given, "slowDMaType").warmUpBars(given.whole("slowDPeriod"));
  }

  @Override
  public void add(
      long startMillis, double open, double high, double low, double close, double volume) {
    highest.add(high);
    lowest.add(low);
    if (untilFull > 0 && --untilFull > 0) {
      return;
    }
    slowK.add(percent(close));
    if (slowK.isReady()) {
      slowD.add(slowK.value());
    }
  }

  private double percent(double close) {
    double low = lowest.value();
    double hundredth = (highest.value() - low) / 100;
    return hundredth == 0 ? 0 : (close - low) / hundredth;
  }

  @Override
  public boolean isReady() {
    return slowD.isReady();
  }

  @Override
  public int outputCount() {
    return 2;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> slowK.value();
      case 1 -> slowD.value();
      default -> throw new IndexOutOfBoundsException("output: expected 0 or 1, was " + index);
    };
  }
}
