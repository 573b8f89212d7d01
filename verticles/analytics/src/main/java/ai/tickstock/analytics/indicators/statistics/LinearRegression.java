package ai.tickstock.analytics.indicators.statistics;

import ai.tickstock.analytics.indicators.RealFunction;

/**
 * The straight line nearest to the last N values, by least squares; the oldest lies at 0, the
 * newest at N - 1.
 *
 * <p>Both sums are made anew for every value, oldest first, as TA-Lib makes them: the slope is a
 * small difference of large products, so that sums kept from value to value would answer another
 * rounding error than TA-Lib does.
 */
final class LinearRegression implements RealFunction {
  /** What is asked of the line. */
  enum Answer {
    /** Where the line is at the newest value. */
    END,
    /** Where the line is at the oldest value. */
    INTERCEPT,
    /** Rise per value. */
    SLOPE,
    /** The slope's angle in degrees, one unit of the input being as long as one bar. */
    ANGLE,
    /** Where the line will be at the next value. */
    FORECAST
  }

  private static final double DEGREES = 180.0 / Math.PI;

  private final Answer answer;
  private final int period;
  private final double sumOfPlaces;
  private final double divisor;

  /** Every value twice, N apart, so that the last N lie in a row wherever the newest is. */
  private final double[] twice;

  private int next;
  private int seen;
  private double slope;
  private double intercept;

  LinearRegression(int period, Answer answer) {
    this.answer = answer;
    this.period = period;
    sumOfPlaces = period * (period - 1.0) * 0.5;
    double sumOfSquares = period * (period - 1.0) * (2.0 * period - 1) / 6;
    divisor = sumOfPlaces * sumOfPlaces - period * sumOfSquares;
    twice = new double[2 * period];
  }

  @Override
  public void add(double newest) {
    twice[next] = newest;
    twice[next + period] = newest;
    next = next + 1 == period ? 0 : next + 1;
    if (seen < period) {
      seen++;
    }
    if (seen == period) {
      fit();
    }
  }

  private void fit() {
    double sum = 0;
    double weighted = 0;
    int end = next + period;
    for (int i = next; i < end; i++) {
      sum += twice[i];
      weighted += (end - 1 - i) * twice[i];
    }
    slope = (period * weighted - sumOfPlaces * sum) / divisor;
    intercept = (sum - slope * sumOfPlaces) / period;
  }

  @Override
  public boolean isReady() {
    return seen == period;
  }

  @Override
  public double value() {
    return switch (answer) {
      case END -> intercept + slope * (period - 1.0);
      case INTERCEPT -> intercept;
      case SLOPE -> slope;
      case ANGLE -> Math.atan(slope) * DEGREES;
      case FORECAST -> intercept + slope * period;
    };
  }
}
