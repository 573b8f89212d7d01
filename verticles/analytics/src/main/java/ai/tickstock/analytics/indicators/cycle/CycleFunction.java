package ai.tickstock.analytics.indicators.cycle;

import ai.tickstock.analytics.indicators.RealFunction;

/** What the functions read from the transform have in common: they answer from a fixed bar on. */
abstract class CycleFunction implements RealFunction {
  /** Bars before the first answer of what looks at the period only. */
  static final int SHORT_LOOKBACK = 32;

  /** Bars before the first answer of what looks at a whole cycle. */
  static final int LONG_LOOKBACK = 63;

  private static final int SHORT_IDLE = 9;
  private static final int LONG_IDLE = 34;

  final HilbertTransform cycle;
  private int missing;

  CycleFunction(int lookback) {
    cycle = new HilbertTransform(lookback == SHORT_LOOKBACK ? SHORT_IDLE : LONG_IDLE);
    missing = lookback + 1;
  }

  @Override
  public final void add(double price) {
    missing -= missing > 0 ? 1 : 0;
    price(price);
    if (cycle.add(price)) {
      turned();
    }
  }

  /** Sees each price, before the transform does. */
  void price(double price) {}

  /** Told when the transform has taken a price in. */
  abstract void turned();

  @Override
  public final boolean isReady() {
    return missing == 0;
  }
}
