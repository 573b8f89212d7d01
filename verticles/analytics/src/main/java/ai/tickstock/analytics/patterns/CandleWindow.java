package ai.tickstock.analytics.patterns;

/**
 * The last candles of one series and the sums over them. {@code lag} counts bars back from the
 * newest, which is 0; what lies further back than {@link #BARS} is gone.
 */
final class CandleWindow {
  /** How many bars are kept: ten before the first candle of a pattern of three; a power of two. */
  static final int BARS = 16;

  private static final int FIELDS = 5;

  private final double[] ring = new double[BARS * FIELDS];
  private final double[] sums;
  private final CandleTotals totals;
  private int count;

  CandleWindow(CandleTotals totals) {
    this.totals = totals;
    this.sums = new double[totals.size() * CandleTotals.LAGS];
  }

  void add(double open, double high, double low, double close, double volume) {
    int at = (count & BARS - 1) * FIELDS;
    ring[at] = open;
    ring[at + 1] = high;
    ring[at + 2] = low;
    ring[at + 3] = close;
    ring[at + 4] = volume;
    count++;
    totals.update(this, sums);
  }

  /** How many bars have come. */
  int count() {
    return count;
  }

  /** The sum before the candle {@code lag} bars back. */
  double sum(int total, int lag) {
    return sums[total * CandleTotals.LAGS + (count - 1 - lag & CandleTotals.LAGS - 1)];
  }

  private int at(int lag) {
    return (count - 1 - lag & BARS - 1) * FIELDS;
  }

  double open(int lag) {
    return ring[at(lag)];
  }

  double high(int lag) {
    return ring[at(lag) + 1];
  }

  double low(int lag) {
    return ring[at(lag) + 2];
  }

  double close(int lag) {
    return ring[at(lag) + 3];
  }

  double volume(int lag) {
    return ring[at(lag) + 4];
  }

  /** High less low. */
  double range(int lag) {
    int at = at(lag);
    return ring[at + 1] - ring[at + 2];
  }

  /** The body's length. */
  double body(int lag) {
    int at = at(lag);
    return Math.abs(ring[at + 3] - ring[at]);
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
