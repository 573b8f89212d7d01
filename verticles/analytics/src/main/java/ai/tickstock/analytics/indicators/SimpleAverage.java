package ai.tickstock.analytics.indicators;

/**
 * The mean of the last N values. TA-Lib's order of operations: add the newest, take total / N, then
 * take the oldest away, so that the bits are the same.
 *
 * <p>Such a total gathers a rounding error with every step, which TA-Lib's arrays are too short to
 * show. It is summed afresh every {@value #REFRESH} values.
 */
final class SimpleAverage implements Average {
  static final int REFRESH = 1 << 16;

  private final double[] ring;
  private int next;
  private int seen;
  private double total;
  private double value;

  SimpleAverage(int period) {
    ring = new double[period];
  }

  @Override
  public void add(double newest) {
    ring[next] = newest;
    next = next + 1 == ring.length ? 0 : next + 1;
    total += newest;
    seen++;
    if (seen >= ring.length) {
      value = total / ring.length;
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

  @Override
  public boolean isReady() {
    return seen >= ring.length;
  }

  @Override
  public double value() {
    return value;
  }
}
