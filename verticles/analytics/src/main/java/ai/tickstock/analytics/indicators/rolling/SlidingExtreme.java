package ai.tickstock.analytics.indicators.rolling;

/**
 * The highest (or lowest) of the last N values, in constant time per value on average: a queue of
 * those values that a later one has not yet surpassed.
 */
public final class SlidingExtreme {
  private final double[] values;
  private final int[] numbers;
  private final double sign;
  private int head;
  private int size;
  private int count;

  private SlidingExtreme(int period, double sign) {
    this.values = new double[period];
    this.numbers = new int[period];
    this.sign = sign;
  }

  /** The highest of so many values. */
  public static SlidingExtreme highest(int period) {
    return new SlidingExtreme(period, 1);
  }

  /** The lowest of so many values. */
  public static SlidingExtreme lowest(int period) {
    return new SlidingExtreme(period, -1);
  }

  /** Takes the next value in. */
  public void add(double value) {
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

  /** The extreme of the last N values, or of all if there were fewer. */
  public double value() {
    return sign * values[head];
  }

  private int slot(int position) {
    int slot = head + position;
    return slot < values.length ? slot : slot - values.length;
  }
}
