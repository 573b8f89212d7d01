package ai.tickstock.analytics.indicators.momentum;

import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.overlap.AverageType;

/**
 * A fast and a slow average that answer from the same value on: the one that would answer sooner
 * begins as much later, as in TA-Lib, so that a recursive one has the values just before the first
 * answer for its start.
 */
final class AveragePair {
  private final RealFunction fast;
  private final RealFunction slow;
  private int untilFast;
  private int untilSlow;

  AveragePair(AverageType fastType, int fastPeriod, AverageType slowType, int slowPeriod) {
    fast = fastType.create(fastPeriod);
    slow = slowType.create(slowPeriod);
    int first = Math.max(fastType.lookback(fastPeriod), slowType.lookback(slowPeriod));
    untilFast = first - fastType.lookback(fastPeriod);
    untilSlow = first - slowType.lookback(slowPeriod);
  }

  static int shorter(Parameters given) {
    return Math.min(given.whole("fastPeriod"), given.whole("slowPeriod"));
  }

  static int longer(Parameters given) {
    return Math.max(given.whole("fastPeriod"), given.whole("slowPeriod"));
  }

  void add(double value) {
    if (untilFast > 0) {
      untilFast--;
    } else {
      fast.add(value);
    }
    if (untilSlow > 0) {
      untilSlow--;
    } else {
      slow.add(value);
    }
  }

  boolean isReady() {
    return slow.isReady() && fast.isReady();
  }

  double fast() {
    return fast.value();
  }

  double slow() {
    return slow.value();
  }
}
