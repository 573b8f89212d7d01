package ai.tickstock.analytics.indicators.statistics;

/**
 * Sums over the last N pairs, of the values and of their products, as running totals in TA-Lib's
 * order of operations: take the oldest away, add the newest, answer. Summed afresh every {@value
 * #REFRESH} pairs against what rounding gathers.
 */
final class PairTotals {
  /** Pairs between two fresh sums. */
  static final int REFRESH = 1 << 16;

  private final double[] firsts;
  private final double[] seconds;
  private int next;
  private int held;
  private int untilRefresh = REFRESH;
  private double first;
  private double second;
  private double firstSquared;
  private double secondSquared;
  private double product;

  /** Over so many pairs, at least 1. */
  PairTotals(int period) {
    firsts = new double[period];
    seconds = new double[period];
  }

  void add(double x, double y) {
    if (held == firsts.length) {
      take(firsts[next], seconds[next]);
    }
    firsts[next] = x;
    seconds[next] = y;
    next = next + 1 == firsts.length ? 0 : next + 1;
    if (held < firsts.length) {
      held++;
    }
    if (--untilRefresh <= 0 && held == firsts.length) {
      refresh();
    } else {
      put(x, y);
    }
  }

  private void put(double x, double y) {
    first += x;
    second += y;
    firstSquared += x * x;
    secondSquared += y * y;
    product += x * y;
  }

  private void take(double x, double y) {
    first -= x;
    second -= y;
    firstSquared -= x * x;
    secondSquared -= y * y;
    product -= x * y;
  }

  private void refresh() {
    untilRefresh = REFRESH;
    first = second = firstSquared = secondSquared = product = 0;
    for (int i = 0; i < firsts.length; i++) {
      int slot = next + i < firsts.length ? next + i : next + i - firsts.length;
      put(firsts[slot], seconds[slot]);
    }
  }

  boolean isFull() {
    return held == firsts.length;
  }

  double first() {
    return first;
  }

  double second() {
    return second;
  }

  double firstSquared() {
    return firstSquared;
  }

  double secondSquared() {
    return secondSquared;
  }

  double product() {
    return product;
  }
}
