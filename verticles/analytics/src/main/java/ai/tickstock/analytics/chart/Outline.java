package ai.tickstock.analytics.chart;

/**
 * The last corners of a series: swing points of which highs and lows alternate, of several in a row
 * the most extreme (of equal ones the first). Corner 0 is the newest and, in its view, a top. It
 * depends on the last {@link #SPAN} bars only. Not thread-safe.
 */
final class Outline {
  /** Bars from the first corner of a pattern to its last, at most. */
  static final int SPAN = 160;

  static final int CORNERS = 5;

  private final int[] bars = new int[CORNERS];
  private int count;
  private View view;
  private int strength;

  /**
   * Draws the corners up to the newest swing.
   *
   * @return whether that one is a corner
   */
  boolean draw(Swings swings, View upright, View upsideDown) {
    view = swings.isHigh(0) ? upright : upsideDown;
    strength = swings.strength();
    count = 0;
    int newest = swings.bar(0);
    int best = newest;
    boolean isTop = true;
    for (int back = 1; back < swings.count() && count < CORNERS; back++) {
      int bar = swings.bar(back);
      if (bar < newest - SPAN) {
        break;
      }
      boolean same = swings.isHigh(back) == swings.isHigh(0) == isTop;
      if (same && isAsExtreme(bar, best, isTop)) {
        best = bar;
      } else if (!same) {
        bars[count++] = best;
        best = bar;
        isTop = !isTop;
      }
    }
    if (count < CORNERS) {
      bars[count++] = best;
    }
    return bars[0] == newest;
  }

  private boolean isAsExtreme(int bar, int best, boolean isTop) {
    return isTop ? view.high(bar) >= view.high(best) : view.low(bar) <= view.low(best);
  }

  View view() {
    return view;
  }

  /** The strength of its swings. */
  int strength() {
    return strength;
  }

  /** How many corners there are, at most {@link #CORNERS}. */
  int count() {
    return count;
  }

  /** The bar of a corner. */
  int bar(int corner) {
    return bars[corner];
  }

  /** The price of a corner in this view: even ones are tops, odd ones bottoms. */
  double price(int corner) {
    return (corner & 1) == 0 ? view.high(bars[corner]) : view.low(bars[corner]);
  }

  /** Bars from a corner to the newest. */
  int width(int corner) {
    return bars[0] - bars[corner];
  }

  /** Price per bar of the line through two corners. */
  double slope(int from, int to) {
    return (price(to) - price(from)) / (bars[to] - bars[from]);
  }

  /** The price of the line through two corners at a bar. */
  double at(int from, int to, int bar) {
    return price(from) + slope(from, to) * (bar - bars[from]);
  }

  /** The line through two corners. */
  Line line(int from, int to) {
    return new Line(bars[from], price(from), slope(from, to));
  }
}
