package ai.tickstock.analytics.patterns;

/**
 * All there is to know of one candle, as bits: found out once, when it comes. Where averages decide
 * there is a bit for each total (see {@link CandleMean}), one after the other.
 *
 * <p>A comparison is the sign of a difference, which rounding never changes; it takes no branch
 * that the processor could guess wrong.
 */
final class CandleFacts {
  static final int WHITE = 0;
  static final int LONG_BODY = 1;
  static final int SHORT_BODY = 6;
  static final int DOJI = 11;
  static final int NO_UPPER = 15;
  static final int NO_LOWER = 19;
  static final int SOME_UPPER = 23;
  static final int SOME_LOWER = 27;
  static final int SHORT_UPPER = 31;
  static final int SHORT_LOWER = 34;
  static final int LONG_UPPER = 37;
  static final int LONG_LOWER = 38;
  static final int VERY_LONG_UPPER = 39;
  static final int VERY_LONG_LOWER = 40;

  /** From here to {@link #NEAR_LOW} it is about the candle before as well. */
  static final int FIRST_BESIDE = 41;

  static final int BODY_GAP_UP = 41;
  static final int BODY_GAP_DOWN = 42;
  static final int GAP_UP = 43;
  static final int GAP_DOWN = 44;
  static final int HIGHER_HIGH = 45;
  static final int LOWER_HIGH = 46;
  static final int HIGHER_LOW = 47;
  static final int LOWER_LOW = 48;
  static final int HIGHER_OPEN = 49;
  static final int LOWER_OPEN = 50;
  static final int HIGHER_CLOSE = 51;
  static final int LOWER_CLOSE = 52;
  static final int OPENS_ABOVE_CLOSE = 53;
  static final int OPENS_BELOW_CLOSE = 54;
  static final int OPENS_ABOVE_HIGH = 55;
  static final int OPENS_BELOW_LOW = 56;
  static final int CLOSES_ABOVE_OPEN = 57;
  static final int CLOSES_BELOW_OPEN = 58;
  static final int NEAR_LOW = 59;
  static final int NEAR_HIGH = 60;

  /** Bits that rules of TA-Lib do without a candle before. */
  private static final long ALL_BESIDE = (1L << NEAR_LOW) - (1L << FIRST_BESIDE);

  private CandleFacts() {}

  /** 1 if {@code a < b}, else 0; both finite. */
  private static long less(double a, double b) {
    return Double.doubleToRawLongBits(a - b) >>> 63;
  }

  /** Of the newest candle, whose averages are there already. */
  static long of(CandleSeries series) {
    double open = series.open(0);
    double high = series.high(0);
    double low = series.low(0);
    double close = series.close(0);
    return alone(series, open, high, low, close)
        | (series.count() == 1 ? ALL_BESIDE : beside(series, open, high, low, close));
  }

  private static long alone(
      CandleSeries series, double open, double high, double low, double close) {
    CandleMeans means = series.means;
    double body = Math.abs(close - open);
    double upper = high - Math.max(open, close);
    double lower = Math.min(open, close) - low;
    double[] averages = series.averages;
    int at = series.averagesOf(0);
    long facts = (less(close, open) ^ 1) << WHITE;
    for (int i = 0; i < means.bodies; i++) {
      double limit = averages[at + i];
      facts |= less(limit, body) << LONG_BODY + i | less(body, limit) << SHORT_BODY + i;
    }
    at += means.bodies;
    for (int i = 0; i < means.ranges; i++) {
      double tenth = 0.1 * averages[at + i];
      facts |=
          (less(tenth, body) ^ 1) << DOJI + i
              | less(upper, tenth) << NO_UPPER + i
              | less(lower, tenth) << NO_LOWER + i
              | less(tenth, upper) << SOME_UPPER + i
              | less(tenth, lower) << SOME_LOWER + i;
    }
    at += means.ranges;
    for (int i = 0; i < means.shadows; i++) {
      double half = averages[at + i] / 2;
      facts |= less(upper, half) << SHORT_UPPER + i | less(lower, half) << SHORT_LOWER + i;
    }
    at += means.shadows;
    if (means.nears > 0) {
      double near = 0.2 * averages[at];
      facts |=
          (less(low + near, close) ^ 1) << NEAR_LOW | (less(close, high - near) ^ 1) << NEAR_HIGH;
    }
    return facts
        | less(body, upper) << LONG_UPPER
        | less(body, lower) << LONG_LOWER
        | less(2 * body, upper) << VERY_LONG_UPPER
        | less(2 * body, lower) << VERY_LONG_LOWER;
  }

  private static long beside(
      CandleSeries series, double open, double high, double low, double close) {
    double openBefore = series.open(1);
    double highBefore = series.high(1);
    double lowBefore = series.low(1);
    double closeBefore = series.close(1);
    double top = Math.max(open, close);
    double bottom = Math.min(open, close);
    double topBefore = Math.max(openBefore, closeBefore);
    double bottomBefore = Math.min(openBefore, closeBefore);
    return less(topBefore, bottom) << BODY_GAP_UP
        | less(top, bottomBefore) << BODY_GAP_DOWN
        | less(highBefore, low) << GAP_UP
        | less(high, lowBefore) << GAP_DOWN
        | less(highBefore, high) << HIGHER_HIGH
        | less(high, highBefore) << LOWER_HIGH
        | less(lowBefore, low) << HIGHER_LOW
        | less(low, lowBefore) << LOWER_LOW
        | less(openBefore, open) << HIGHER_OPEN
        | less(open, openBefore) << LOWER_OPEN
        | less(closeBefore, close) << HIGHER_CLOSE
        | less(close, closeBefore) << LOWER_CLOSE
        | less(closeBefore, open) << OPENS_ABOVE_CLOSE
        | less(open, closeBefore) << OPENS_BELOW_CLOSE
        | less(highBefore, open) << OPENS_ABOVE_HIGH
        | less(open, lowBefore) << OPENS_BELOW_LOW
        | less(openBefore, close) << CLOSES_ABOVE_OPEN
        | less(close, openBefore) << CLOSES_BELOW_OPEN;
  }
}
