package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.overlap.AverageType;

/** MACDEXT: Appel's MACD with any kinds of averages. */
final class MacdOfAverages implements RealFunction {
  private final AveragePair averages;
  private final RealFunction signal;
  private double difference;

  MacdOfAverages(Parameters given) {
    boolean swapped = isSwapped(given);
    averages =
        new AveragePair(
            type(given, swapped ? "slow" : "fast"),
            AveragePair.shorter(given),
            type(given, swapped ? "fast" : "slow"),
            AveragePair.longer(given));
    signal = type(given, "signal").create(given.whole("signalPeriod"));
  }

  private static boolean isSwapped(Parameters given) {
    return given.whole("slowPeriod") < given.whole("fastPeriod");
  }

  private static AverageType type(Parameters given, String which) {
    return AverageType.of(given, which + "MaType");
  }

  static int lookback(Parameters given) {
    return Math.max(
            type(given, "fast").lookback(given.whole("fastPeriod")),
            type(given, "slow").lookback(given.whole("slowPeriod")))
        + type(given, "signal").lookback(given.whole("signalPeriod"));
  }

  static int warmUpBars(Parameters given) {
    return lookback(given)
        + Math.max(
            type(given, "fast").warmUpBars(given.whole("fastPeriod")),
            type(given, "slow").warmUpBars(given.whole("slowPeriod")))
        + type(given, "signal").warmUpBars(given.whole("signalPeriod"));
  }

  @Override
  public void add(double value) {
    averages.add(value);
    if (averages.isReady()) {
      difference = averages.fast() - averages.slow();
      signal.add(difference);
    }
  }

  @Override
  public boolean isReady() {
    return signal.isReady();
  }

  @Override
  public double value() {
    return difference;
  }

  @Override
  public int outputCount() {
    return 3;
  }

  @Override
  public double output(int index) {
    return switch (index) {
      case 0 -> difference;
      case 1 -> signal.value();
      case 2 -> difference - signal.value();
      default -> throw new IndexOutOfBoundsException("output: expected 0 to 2, was " + index);
    };
  }
}
