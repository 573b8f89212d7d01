package ai.tickstock.analytics.chart;

import java.util.Arrays;

/**
 * The last bars of a series, by number from 0. Grows with the series up to what rules look back at.
 * Not thread-safe.
 */
final class ChartBars {
  /** How many bars are kept. */
  static final int DEPTH = 256;

  private long[] starts = new long[16];
  private double[] highs = new double[16];
  private double[] lows = new double[16];
  private double[] closes = new double[16];
  private double[] volumes = new double[16];
  private int mask = 15;
  private int count;

  void add(long startMillis, double high, double low, double close, double volume) {
    if (count > mask && mask + 1 < DEPTH) {
      grow(2 * (mask + 1));
    }
    int at = count & mask;
    starts[at] = startMillis;
    highs[at] = high;
    lows[at] = low;
    closes[at] = close;
    volumes[at] = volume;
    count++;
  }

  /** Until it is as long as it may be, a bar's place is its number. */
  private void grow(int size) {
    starts = Arrays.copyOf(starts, size);
    highs = Arrays.copyOf(highs, size);
    lows = Arrays.copyOf(lows, size);
    closes = Arrays.copyOf(closes, size);
    volumes = Arrays.copyOf(volumes, size);
    mask = size - 1;
  }

  int count() {
    return count;
  }

  int newest() {
    return count - 1;
  }

  long start(int bar) {
    return starts[bar & mask];
  }

  double high(int bar) {
    return highs[bar & mask];
  }

  double low(int bar) {
    return lows[bar & mask];
  }

  double close(int bar) {
    return closes[bar & mask];
  }

  double volume(int bar) {
    return volumes[bar & mask];
  }

  /** Mean of high less low over {@code [from, to]}. */
  double meanRange(int from, int to) {
    double sum = 0;
    for (int bar = from; bar <= to; bar++) {
      sum += high(bar) - low(bar);
    }
    return sum / (to - from + 1);
  }

  /** Mean volume over {@code [from, to]}. */
  double meanVolume(int from, int to) {
    double sum = 0;
    for (int bar = from; bar <= to; bar++) {
      sum += volume(bar);
    }
    return sum / (to - from + 1);
  }
}
