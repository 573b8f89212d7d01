package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.Zero;
import ai.tickstock.analytics.indicators.rolling.SlidingSum;

/**
 * Bollinger's bands: a moving average, and population standard deviations above and below it.
 *
 * <p>The variance is TA-Lib's: mean of squares less square of the mean, from two running totals,
 * below 1e-14 zero. It cancels where a window is flat, and then answers a deviation near 1e-5 where
 * none is; TA-Lib's figures are followed there too. On such windows a warm start differs by as
 * much.
 */
final class Bollinger implements RealFunction {
  private final int period;
  private final double up;
  private final double down;
  private final RealFunction middle;
  private final SlidingSum closes;
  private final SlidingSum squares;
  private double mean;
  private double deviation;

  Bollinger(Parameters given) {
    period = given.period();
    up = given.real("nbDevUp");
    down = given.real("nbDevDn");
    AverageType type = AverageType.of(given, "maType");
    middle = type == AverageType.SMA ? null : type.create(period);
    closes = new SlidingSum(period);
    squares = new SlidingSum(period);
  }

  @Override
  public void add(double close) {
    if (middle != null) {
      middle.add(close);
    }
    closes.add(close);
    squares.add(close * close);
    mean = closes.value() / period;
    double variance = squares.value() / period - mean * mean;
    deviation = Zero.orLess(variance) ? 0 : Math.sqrt(variance);
  }

  @Override
  public boolean isReady() {
    return closes.isFull() && (middle == null || middle.isReady());
  }

  @Override
  public double value() {
    return output(0);
  }

  @Override
  public int outputCount() {
    return 3;
  }

  @Override
  public double output(int index) {
    double center = middle == null ? mean : middle.value();
    return switch (index) {
      case 0 -> center + deviation * up;
      case 1 -> center;
      case 2 -> center - deviation * down;
      default -> throw new IndexOutOfBoundsException("output: expected 0 to 2, was " + index);
    };
  }
}
