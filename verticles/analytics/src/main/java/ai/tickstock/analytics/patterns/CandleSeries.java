package ai.tickstock.analytics.patterns;

/**
 * The last candles of one series, the averages before each and what was found out about them.
 * {@code lag} counts bars back from the newest, which is 0.
 */
final class CandleSeries {
  /** How many bars are kept: eleven for the averages, and what came before a pattern. */
  static final int BARS = 16;

  /** How many candles averages and facts are kept for; a rule may span as many. */
  static final int DEPTH = 8;

  /** Open, high, low, close, volume. */
  private static final int PARTS = 5;

  /** The lower half of a word. */
  private static final long HALF = 0xFFFF_FFFFL;

  final CandleMeans means;

  /** By candle, then by place. */
  final double[] averages;

  /** TA-Lib's running totals, by place; those before the newest candle. */
  final double[] totals;

  private final double[] bars = new double[BARS * PARTS];
  private final long[] facts = new long[DEPTH];
  private int count;

  /** The facts that anybody looks at. */
  private final long wanted;

  CandleSeries(CandleMeans means, long wanted) {
    this.means = means;
    this.wanted = wanted;
    averages = new double[DEPTH * means.size];
    totals = new double[means.size];
  }

  /** Takes the next bar in and says what it is. */
  long add(double open, double high, double low, double close, double volume) {
    int at = (count & BARS - 1) * PARTS;
    // a zero added makes a negative zero positive: facts look at signs
    bars[at] = open + 0.0;
    bars[at + 1] = high + 0.0;
    bars[at + 2] = low + 0.0;
    bars[at + 3] = close + 0.0;
    bars[at + 4] = volume;
    count++;
    means.update(this);
    long newest = CandleFacts.of(this, wanted);
    facts[count - 1 & DEPTH - 1] = newest;
    return newest;
  }

  /** How many bars have come. */
  int count() {
    return count;
  }

  /** What was found out about the candle. */
  long facts(int lag) {
    return facts[count - 1 - lag & DEPTH - 1];
  }

  /** Where the averages of the candle begin. */
  int averagesOf(int lag) {
    return (count - 1 - lag & DEPTH - 1) * means.size;
  }

  private int at(int lag) {
    return (count - 1 - lag & BARS - 1) * PARTS;
  }

  double open(int lag) {
    return bars[at(lag)];
  }

  double high(int lag) {
    return bars[at(lag) + 1];
  }

  double low(int lag) {
    return bars[at(lag) + 2];
  }

  double close(int lag) {
    return bars[at(lag) + 3];
  }

  double volume(int lag) {
    return bars[at(lag) + 4];
  }

  double range(CandleRange range, int lag) {
    int at = at(lag);
    return range.of(bars[at], bars[at + 1], bars[at + 2], bars[at + 3]);
  }

  /** Of the candles before the newest, oldest first. */
  double sumBefore(CandleRange range, int period) {
    double sum = 0;
    for (int lag = period; lag > 0; lag--) {
      sum += range(range, lag);
    }
    return sum;
  }

  /** Writes the averages over the windows before the newest candle, each summed by itself. */
  void sumWindows(int to) {
    double bodies = 0;
    double ranges = 0;
    double shadows = 0;
    double nears = 0;
    int at = at(10);
    for (int i = 0; i < 10; i++) {
      double open = bars[at];
      double high = bars[at + 1];
      double low = bars[at + 2];
      double close = bars[at + 3];
      bodies += Math.abs(close - open);
      ranges += high - low;
      shadows += high - Math.max(open, close) + (Math.min(open, close) - low);
      nears = i == 5 ? high - low : nears + (high - low);
      at = at + PARTS == bars.length ? 0 : at + PARTS;
    }
    int i = to;
    if (means.bodies > 0) {
      averages[i++] = bodies / 10;
    }
    if (means.ranges > 0) {
      averages[i++] = ranges / 10;
    }
    if (means.shadows > 0) {
      averages[i++] = shadows / 10;
    }
    if (means.nears > 0) {
      averages[i] = nears / 5;
    }
  }

  /** All it remembers, but for volumes, as numbers. */
  double[] state() {
    double[] state = new double[1 + bars.length + averages.length + totals.length + 2 * DEPTH];
    state[0] = count;
    System.arraycopy(bars, 0, state, 1, bars.length);
    System.arraycopy(averages, 0, state, 1 + bars.length, averages.length);
    System.arraycopy(totals, 0, state, 1 + bars.length + averages.length, totals.length);
    for (int i = 0; i < DEPTH; i++) {
      int at = state.length - 2 * (DEPTH - i);
      state[at] = facts[i] >>> Integer.SIZE;
      state[at + 1] = facts[i] & HALF;
    }
    return state;
  }

  void resume(double[] state) {
    count = (int) state[0];
    System.arraycopy(state, 1, bars, 0, bars.length);
    System.arraycopy(state, 1 + bars.length, averages, 0, averages.length);
    System.arraycopy(state, 1 + bars.length + averages.length, totals, 0, totals.length);
    for (int i = 0; i < DEPTH; i++) {
      int at = state.length - 2 * (DEPTH - i);
      facts[i] = (long) state[at] << Integer.SIZE | (long) state[at + 1];
    }
  }
}
