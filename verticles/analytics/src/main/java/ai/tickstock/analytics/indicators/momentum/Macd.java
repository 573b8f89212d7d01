package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.WarmUp;
import ai.tickstock.analytics.indicators.overlap.ExponentialAverage;

/**
 * Appel's MACD. As in TA-Lib both means answer from bar {@code slow - 1} on, the fast one seeded on
 * the {@code fast} closes that end there; the signal is the EMA of the difference. Periods the
 * wrong way round are swapped.
 */
final class Macd implements RealFunction {
  private final ExponentialAverage fast;
  private final ExponentialAverage slow;
  private final ExponentialAverage signal;
  private int untilFast;
  private double difference;

  Macd(Parameters given) {
    this(
        new ExponentialAverage(shorter(given)),
        new ExponentialAverage(longer(given)),
        longer(given) - shorter(given),
        given.whole("signalPeriod"));
  }

  /**
   * @param later how many values later the fast mean begins
   */
  Macd(ExponentialAverage fast, ExponentialAverage slow, int later, int signalPeriod) {
    this.fast = fast;
    this.slow = slow;
    untilFast = later;
    signal = new ExponentialAverage(signalPeriod);
  }

  static int lookback(Parameters given) {
    return lookback(longer(given), given.whole("signalPeriod"));
  }

  static int lookback(int slow, int signal) {
    return slow - 1 + signal - 1;
  }

  /** The difference must have settled, then the signal's own start must be forgotten. */
  static int warmUpBars(Parameters given) {
    return warmUpBars(longer(given), given.whole("signalPeriod"));
  }

  static int warmUpBars(int slow, int signal) {
    return slow + signal + WarmUp.exponential(Math.max(slow, signal));
  }

  private static int shorter(Parameters given) {
    return Math.min(given.whole("fastPeriod"), given.whole("slowPeriod"));
  }

  private static int longer(Parameters given) {
    return Math.max(given.whole("fastPeriod"), given.whole("slowPeriod"));
  }

  @Override
  public void add(double close) {
    slow.add(close);
    if (untilFast > 0) {
      untilFast--;
    } else {
      fast.add(close);
    }
    if (slow.isReady()) {
      difference = fast.value() - slow.value();
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
