package ai.tickstock.analytics.patterns;

/**
 * The last candles of one series and the sums over them. {@code lag} counts bars back from the
 * newest, which is 0; what lies further back than {@link #BARS} is gone.
 */
final class CandleWindow {
  /** How many bars are kept: ten before the first candle of a pattern of three; a power of two. */
  static final int BARS = 16;

  private static final int OPEN = 0;
  private static final int HIGH = BARS;
  private static final int LOW = 2 * BARS;
  private static final int CLOSE = 3 * BARS;
  private static final int VOLUME = 4 * BARS;

  /** Five rings in one array: opens, highs, lows, closes, volumes. */
  private final double[] rings = new double[5 * BARS];

  private final double[] sums;
  private final CandleTotals totals;
  private int count;

  CandleWindow(CandleTotals totals) {
    this.totals = totals;
    this.sums = new double[totals.size() * CandleTotals.LAGS];
  }

  void add(double open, double high, double low, double close, double volume) {
    int slot = count & BARS - 1;
    rings[OPEN + slot] = open;
    rings[HIGH + slot] = high;
    rings[LOW + slot] = low;
    rings[CLOSE + slot] = close;
    rings[VOLUME + slot] = volume;
    count++;
    totals.update(this, sums);
  }

  /** How many bars have come. */
  int count() {
    return count;
  }

  /** One of the sums the totals keep: that before the candle {@code lag} bars back. */
  double sum(int total, int lag) {
    return sums[total * CandleTotals.LAGS + (count - 1 - lag & CandleTotals.LAGS - 1)];
  }

  /**
   * The sum of ranges of the {@code period} candles before the one {@code lag} back, oldest first.
   */
  double sumBefore(int lag, CandleRange range, int period) {
    int end = count - 1 - lag;
    return range == CandleRange.BODY ? bodies(end - period, end) : ranges(end - period, end);
  }

  private double bodies(int from, int end) {
    double sum = 0;
    for (int bar = from; bar < end; bar++) {
      int slot = bar & BARS - 1;
      sum += Math.abs(rings[CLOSE + slot] - rings[OPEN + slot]);
    }
    return sum;
  }

  private double ranges(int from, int end) {
    double sum = 0;
    for (int bar = from; bar < end; bar++) {
      int slot = bar & BARS - 1;
      sum += rings[HIGH + slot] - rings[LOW + slot];
    }
    return sum;
  }

  private int slot(int lag) {
    return count - 1 - lag & BARS - 1;
  }

  double open(int lag) {
    return rings[OPEN + slot(lag)];
  }

  double high(int lag) {
    return rings[HIGH + slot(lag)];
  }

  double low(int lag) {
    return rings[LOW + slot(lag)];
  }

  double close(int lag) {
    return rings[CLOSE + slot(lag)];
  }

  double volume(int lag) {
    return rings[VOLUME + slot(lag)];
  }

  /** High less low. */
  double range(int lag) {
    return high(lag) - low(lag);
  }

  /** The body's length. */
  double body(int lag) {
    return Math.abs(close(lag) - open(lag));
  }

  /** The upper of open and close. */
  double top(int lag) {
    return Math.max(open(lag), close(lag));
  }

  /** The lower of open and close. */
  double bottom(int lag) {
    return Math.min(open(lag), close(lag));
  }

  double upperShadow(int lag) {
    return high(lag) - top(lag);
  }

  double lowerShadow(int lag) {
    return bottom(lag) - low(lag);
  }

  /** Whether it closed no lower than it opened. */
  boolean isWhite(int lag) {
    return close(lag) >= open(lag);
  }
}
