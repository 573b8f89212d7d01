package ai.tickstock.analytics.indicators.momentum;

/** How long ago the greatest of the last N signed values was, the latest of equals. */
final class LatestExtreme {
  private final double[] values;
  private final int[] numbers;
  private final double sign;
  private int head;
  private int size;
  private int count;

  /**
   * @param sign 1 for the highest, -1 for the lowest
   */
  LatestExtreme(int period, double sign) {
    values = new double[period];
    numbers = new int[period];
    this.sign = sign;
  }

  void add(double value) {
    double signed = sign * value;
    if (size > 0 && count - numbers[head] >= values.length) {
      head = head + 1 == values.length ? 0 : head + 1;
      size--;
    }
    while (size > 0 && values[slot(size - 1)] <= signed) {
      size--;
    }
    int slot = slot(size++);
    values[slot] = signed;
    numbers[slot] = count++;
  }

  int barsSince() {
    return count - 1 - numbers[head];
  }

  private int slot(int position) {
    int slot = head + position;
    return slot < values.length ? slot : slot - values.length;
  }
}
