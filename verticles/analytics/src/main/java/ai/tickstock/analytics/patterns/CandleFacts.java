package ai.tickstock.analytics.patterns;

/**
 * All there is to know of one candle, as bits: found out once, when it comes. Where averages decide
 * there is a bit for each total (see {@link CandleMean}): that of the first one here, those of the
 * others after all the rest.
 *
 * <p>A comparison is the sign of a difference, which rounding never changes; it takes no branch
 * that the processor could guess wrong.
 */
final class CandleFacts {
  static final int WHITE = 0;
  static final int LONG_UPPER = 1;
  static final int LONG_LOWER = 2;
  static final int VERY_LONG_UPPER = 3;
  static final int VERY_LONG_LOWER = 4;
  static final int LONG_BODY = 5;
  static final int SHORT_BODY = 6;
  static final int DOJI = 7;
  static final int NO_UPPER = 8;
  static final int NO_LOWER = 9;
  static final int SOME_UPPER = 10;
  static final int SOME_LOWER = 11;
  static final int SHORT_UPPER = 12;
  static final int SHORT_LOWER = 13;
  static final int NEAR_LOW = 14;
  static final int NEAR_HIGH = 15;

  // beside the candle before
  static final int BODY_GAP_UP = 16;
  static final int BODY_GAP_DOWN = 17;
  static final int GAP_UP = 18;
  static final int GAP_DOWN = 19;
  static final int HIGHER_TOP = 20;
  static final int LOWER_BOTTOM = 21;
  static final int HIGHER_HIGH = 22;
  static final int LOWER_HIGH = 23;
  static final int HIGHER_LOW = 24;
  static final int LOWER_LOW = 25;
  static final int HIGHER_OPEN = 26;
  static final int LOWER_OPEN = 27;
  static final int HIGHER_CLOSE = 28;
  static final int LOWER_CLOSE = 29;
  static final int OPENS_ABOVE_CLOSE = 30;
  static final int OPENS_BELOW_CLOSE = 31;
  static final int OPENS_ABOVE_HIGH = 32;
  static final int OPENS_BELOW_LOW = 33;
  static final int CLOSES_ABOVE_OPEN = 34;
  static final int CLOSES_BELOW_OPEN = 35;

  /** Of the totals after the first; four bits for each trait of a body, three, two. */
  static final int MORE_LONG_BODY = 36;

  static final int MORE_SHORT_BODY = 40;
  static final int MORE_DOJI = 44;
  static final int MORE_NO_UPPER = 47;
  static final int MORE_NO_LOWER = 50;
  static final int MORE_SOME_UPPER = 53;
  static final int MORE_SOME_LOWER = 56;
  static final int MORE_SHORT_UPPER = 59;
  static final int MORE_SHORT_LOWER = 61;

  private static final long BODIES =
      bits(BODY_GAP_UP, BODY_GAP_DOWN + 1) | bits(HIGHER_TOP, HIGHER_HIGH);
  private static final long EXTREMES = bits(GAP_UP, HIGHER_TOP) | bits(HIGHER_HIGH, HIGHER_OPEN);
  private static final long OPENS_AND_CLOSES = bits(HIGHER_OPEN, MORE_LONG_BODY);
  private static final long BESIDE = bits(BODY_GAP_UP, MORE_LONG_BODY);

  private CandleFacts() {}

  private static long bits(int from, int end) {
    return (1L << end) - (1L << from);
  }

  static boolean isBeside(int bit) {
    return (BESIDE >>> bit & 1) != 0;
  }

  /** 1 if {@code a < b}, else 0; both finite. */
  private static long less(double a, double b) {
    return Double.doubleToRawLongBits(a - b) >>> 63;
  }

  /**
   * Of the newest candle, whose averages are there already.
   *
   * @param wanted the bits that anybody looks at; others may be left out
   */
  static long of(CandleSeries series, long wanted) {
    double open = series.open(0);
    double high = series.high(0);
    double low = series.low(0);
    double close = series.close(0);
    double body = Math.abs(close - open);
    double top = Math.max(open, close);
    double bottom = Math.min(open, close);
    double upper = high - top;
    double lower = bottom - low;
    long facts =
        (less(close, open) ^ 1) << WHITE
            | less(body, upper) << LONG_UPPER
            | less(body, lower) << LONG_LOWER
            | less(2 * body, upper) << VERY_LONG_UPPER
            | less(2 * body, lower) << VERY_LONG_LOWER
            | measured(series, body, upper, lower);
    if (series.means.nears > 0) {
      facts |= near(series, high, low, close);
    }
    if ((wanted & BESIDE) == 0) {
      return facts;
    }
    if (series.count() == 1) {
      return facts | BESIDE;
    }
    if ((wanted & BODIES) != 0) {
      facts |= bodies(series, top, bottom);
    }
    if ((wanted & EXTREMES) != 0) {
      facts |= extremes(series, high, low);
    }
    if ((wanted & OPENS_AND_CLOSES) != 0) {
      facts |= opensAndCloses(series, open, close);
    }
    return facts;
  }

  /** Against the averages. */
  private static long measured(CandleSeries series, double body, double upper, double lower) {
    CandleMeans means = series.means;
    double[] averages = series.averages;
    int at = series.averagesOf(0);
    long facts = 0;
    if (means.bodies > 0) {
      double limit = averages[at];
      facts |= less(limit, body) << LONG_BODY | less(body, limit) << SHORT_BODY;
      for (int i = 1; i < means.bodies; i++) {
        limit = averages[at + i];
        facts |=
            less(limit, body) << MORE_LONG_BODY - 1 + i
                | less(body, limit) << MORE_SHORT_BODY - 1 + i;
      }
      at += means.bodies;
    }
    if (means.ranges > 0) {
      double tenth = 0.1 * averages[at];
      facts |=
          (less(tenth, body) ^ 1) << DOJI
              | less(upper, tenth) << NO_UPPER
              | less(lower, tenth) << NO_LOWER
              | less(tenth, upper) << SOME_UPPER
              | less(tenth, lower) << SOME_LOWER;
      for (int i = 1; i < means.ranges; i++) {
        tenth = 0.1 * averages[at + i];
        facts |=
            (less(tenth, body) ^ 1) << MORE_DOJI - 1 + i
                | less(upper, tenth) << MORE_NO_UPPER - 1 + i
                | less(lower, tenth) << MORE_NO_LOWER - 1 + i
                | less(tenth, upper) << MORE_SOME_UPPER - 1 + i
                | less(tenth, lower) << MORE_SOME_LOWER - 1 + i;
      }
      at += means.ranges;
    }
    if (means.shadows > 0) {
      double half = averages[at] / 2;
      facts |= less(upper, half) << SHORT_UPPER | less(lower, half) << SHORT_LOWER;
      for (int i = 1; i < means.shadows; i++) {
        half = averages[at + i] / 2;
        facts |=
            less(upper, half) << MORE_SHORT_UPPER - 1 + i
                | less(lower, half) << MORE_SHORT_LOWER - 1 + i;
      }
    }
    return facts;
  }

  private static long near(CandleSeries series, double high, double low, double close) {
    CandleMeans means = series.means;
    double near = 0.2 * series.averages[series.averagesOf(0) + means.size - means.nears];
    return (less(low + near, close) ^ 1) << NEAR_LOW | (less(close, high - near) ^ 1) << NEAR_HIGH;
  }

  private static long bodies(CandleSeries series, double top, double bottom) {
    double topBefore = Math.max(series.open(1), series.close(1));
    double bottomBefore = Math.min(series.open(1), series.close(1));
    return less(topBefore, bottom) << BODY_GAP_UP
        | less(top, bottomBefore) << BODY_GAP_DOWN
        | less(topBefore, top) << HIGHER_TOP
        | less(bottom, bottomBefore) << LOWER_BOTTOM;
  }

  private static long extremes(CandleSeries series, double high, double low) {
    double highBefore = series.high(1);
    double lowBefore = series.low(1);
    return less(highBefore, low) << GAP_UP
        | less(high, lowBefore) << GAP_DOWN
        | less(highBefore, high) << HIGHER_HIGH
        | less(high, highBefore) << LOWER_HIGH
        | less(lowBefore, low) << HIGHER_LOW
        | less(low, lowBefore) << LOWER_LOW;
  }

  private static long opensAndCloses(CandleSeries series, double open, double close) {
    double openBefore = series.open(1);
    double closeBefore = series.close(1);
    return less(openBefore, open) << HIGHER_OPEN
        | less(open, openBefore) << LOWER_OPEN
        | less(closeBefore, close) << HIGHER_CLOSE
        | less(close, closeBefore) << LOWER_CLOSE
        | less(closeBefore, open) << OPENS_ABOVE_CLOSE
        | less(open, closeBefore) << OPENS_BELOW_CLOSE
        | less(series.high(1), open) << OPENS_ABOVE_HIGH
        | less(open, series.low(1)) << OPENS_BELOW_LOW
        | less(openBefore, close) << CLOSES_ABOVE_OPEN
        | less(close, openBefore) << CLOSES_BELOW_OPEN;
  }
}
