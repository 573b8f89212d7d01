package ai.tickstock.analytics.backtest;

import java.util.Arrays;

/**
 * What an account was worth at the end of each of the market's days. Once filled it does not
 * change, and may then be read by any thread.
 */
public final class EquityCurve {
  private static final int FIRST_SIZE = 256;

  private final double initial;
  private int size;
  private long[] days = new long[FIRST_SIZE];
  private double[] values = new double[FIRST_SIZE];

  /**
   * @param initial what there was before the first day
   */
  public EquityCurve(double initial) {
    this.initial = initial;
  }

  /**
   * Appends a day.
   *
   * @param startMillis when it begins, Unix milliseconds
   */
  public void add(long startMillis, double value) {
    if (size == days.length) {
      days = Arrays.copyOf(days, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    days[size] = startMillis;
    values[size++] = value;
  }

  /** What there was before the first day. */
  public double initial() {
    return initial;
  }

  /** How many days there are. */
  public int size() {
    return size;
  }

  /** When a day begins, Unix milliseconds. */
  public long startMillis(int day) {
    return days[day];
  }

  /** What there was at a day's end. */
  public double value(int day) {
    return values[day];
  }

  /** What there was at the end. */
  public double last() {
    return size == 0 ? initial : values[size - 1];
  }

  /** A day's return as a fraction; 0 after a day at whose end nothing was left. */
  public double dailyReturn(int day) {
    double before = day == 0 ? initial : values[day - 1];
    return before > 0 ? values[day] / before - 1 : 0;
  }
}
