package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.overlap.ExponentialAverage;

/** MACDFIX: Appel's own 12 and 26 bars with his rounded factors 0.15 and 0.075. */
final class FixedMacd {
  static final int FAST = 12;
  static final int SLOW = 26;
  private static final double FAST_FACTOR = 0.15;
  private static final double SLOW_FACTOR = 0.075;

  private FixedMacd() {}

  static RealFunction of(int signalPeriod) {
    return new Macd(
        new ExponentialAverage(FAST, FAST_FACTOR),
        new ExponentialAverage(SLOW, SLOW_FACTOR),
        SLOW - FAST,
        signalPeriod);
  }
}
