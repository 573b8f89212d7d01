package ai.tickstock.analytics.indicators.rolling;

/**
 * The sum of the last N values as a running total, in TA-Lib's order of operations so that the bits
 * are the same: add the newest, answer, take the oldest away.
 *
 * <p>Such a total gathers a rounding error with every step, which TA-Lib's arrays are too short to
 * show. It is summed afresh every {@value #REFRESH} values.
 */
public final class SlidingSum {
  /** Values between two fresh sums. */
  static final int REFRESH = 1 << 16;

  private final double[] ring;
  private int next;
  private int seen;
  private double total;
  private double value;

  /** Over so many values, at least 1. */
  public SlidingSum(int period) {
    ring = new double[period];
  }

  /** Takes the next value in. */
  public void add(double newest) {
    ring[next] = newest;
    next = next + 1 == ring.length ? 0 : next + 1;
    total += newest;
    if (++seen >= ring.length) {
      value = total;
      total -= ring[next];
      if (seen == REFRESH + ring.length) {
        refresh();
      }
    }
  }

  private void refresh() {
    seen = ring.length;
    total = 0;
    for (int i = 1; i < ring.length; i++) {
      total += ring[(next + i) % ring.length];
    }
  }

  /** Whether there are N values. */
  public boolean isFull() {
    return seen >= ring.length;
  }

  /** The sum of the last N values; meaningless before there are so many. */
  public double value() {
    return value;
  }

  /** The oldest of the last N values, once there are so many: the next to leave. */
  public double oldest() {
    return ring[next];
  }
}
