package ai.tickstock.analytics.chart;

/**
 * Swing points of one scale: a swing high is above the highs of {@code strength} bars before it and
 * not below those of as many after it; a low likewise. So one is known {@code strength} bars later.
 * Source: Bill Williams, Trading Chaos, 1995 (fractals of strength 2). Not thread-safe.
 */
final class Swings {
  private final View upright;
  private final View upsideDown;
  private final int strength;
  private final int[] swings;
  private int count;

  Swings(View upright, View upsideDown, int strength) {
    this.upright = upright;
    this.upsideDown = upsideDown;
    this.strength = strength;
    // Highs are more than their strength apart, lows too: so many at most are in a shape.
    int most = 2 * (Outline.SPAN / (strength + 1) + 1);
    swings = new int[2 * Integer.highestOneBit(most)];
  }

  int strength() {
    return strength;
  }

  /**
   * Looks at the bar that has now as many after it as the scale asks for.
   *
   * @return whether it is a swing
   */
  boolean update() {
    int bar = upright.bars().newest() - strength;
    if (bar < strength) {
      return false;
    }
    boolean high = isTop(upright, bar);
    boolean low = isTop(upsideDown, bar);
    if (high == low) {
      return false; // One bar that reaches over all others is no turn, whichever came first.
    }
    swings[count++ & swings.length - 1] = bar << 1 | (high ? 1 : 0);
    return true;
  }

  private boolean isTop(View view, int bar) {
    double high = view.high(bar);
    for (int lag = 1; lag <= strength; lag++) {
      if (view.high(bar + lag) > high || view.high(bar - lag) >= high) {
        return false;
      }
    }
    return true;
  }

  /** How many swings there are to look at. */
  int count() {
    return Math.min(count, swings.length);
  }

  /** The bar of a swing, 0 for the newest. */
  int bar(int back) {
    return swings[count - 1 - back & swings.length - 1] >> 1;
  }

  /** Whether a swing is a high. */
  boolean isHigh(int back) {
    return (swings[count - 1 - back & swings.length - 1] & 1) == 1;
  }
}
