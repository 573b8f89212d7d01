package ai.tickstock.analytics.patterns;

/**
 * How clearly candles have their traits. The sizes of a candle and what they are held against stand
 * side by side; a score is what is left of a whole beyond a part, {@code 1 - part / whole}, times a
 * weight. So one line serves all traits.
 */
final class CandleSizes {
  private static final int BODY = 0;
  private static final int UPPER = 1;
  private static final int LOWER = 2;
  private static final int TWO_BODIES = 3;
  private static final int USUAL_BODY = 4;
  private static final int TENTH = 5;
  private static final int USUAL_SHADOW = 6;

  /**
   * From body to body, with the usual body: the gap's part is what {@link Score#distance} gives.
   */
  private static final int BODY_GAP = 7;

  private static final int GAP = 8;
  private static final int ONE = 9;

  /** Of the usual range: a candle of less says so much less, a flat one nothing. */
  private static final int SHARE_OF_RANGE = 10;

  private static final int COUNT = 11;
  private static final int BITS = 4;

  private final CandleSeries series;
  private final double[] sizes = new double[COUNT];

  /** The candle whose sizes these are, counted from 1. */
  private int candle;

  CandleSizes(CandleSeries series) {
    this.series = series;
    sizes[ONE] = 1;
  }

  /** What a trait's score is made of, for {@link #score}. */
  static int measure(CandleTrait trait) {
    return switch (trait) {
      case LONG_BODY -> measure(USUAL_BODY, BODY, ONE);
      case SHORT_BODY, SMALL_BODY -> measure(BODY, USUAL_BODY, ONE);
      case DOJI -> measure(BODY, TENTH, SHARE_OF_RANGE);
      case NO_UPPER_SHADOW -> measure(UPPER, TENTH, ONE);
      case NO_LOWER_SHADOW -> measure(LOWER, TENTH, ONE);
      case SOME_UPPER_SHADOW -> measure(TENTH, UPPER, ONE);
      case SOME_LOWER_SHADOW -> measure(TENTH, LOWER, ONE);
      case SHORT_UPPER_SHADOW -> measure(UPPER, USUAL_SHADOW, ONE);
      case SHORT_LOWER_SHADOW -> measure(LOWER, USUAL_SHADOW, ONE);
      case LONG_UPPER_SHADOW -> measure(BODY, UPPER, ONE);
      case LONG_LOWER_SHADOW -> measure(BODY, LOWER, ONE);
      case VERY_LONG_UPPER_SHADOW -> measure(TWO_BODIES, UPPER, ONE);
      case VERY_LONG_LOWER_SHADOW -> measure(TWO_BODIES, LOWER, ONE);
      case BODY_GAP_UP, BODY_GAP_DOWN -> measure(USUAL_BODY, BODY_GAP, ONE);
      case GAP_UP, GAP_DOWN -> measure(USUAL_BODY, GAP, ONE);
      default -> throw new IllegalArgumentException(trait + " has no size");
    };
  }

  private static int measure(int part, int whole, int weight) {
    return weight << 2 * BITS | whole << BITS | part;
  }

  /** How clearly a candle that has a trait has it, 0 to 1. */
  double score(int measure, int lag) {
    if (candle != series.count() - lag) {
      candle = series.count() - lag;
      fill(lag);
    }
    double part = sizes[measure & COUNT_MASK];
    double whole = sizes[measure >>> BITS & COUNT_MASK];
    return Score.below(part, whole) * sizes[measure >>> 2 * BITS];
  }

  private static final int COUNT_MASK = (1 << BITS) - 1;

  private void fill(int lag) {
    double top = Math.max(series.open(lag), series.close(lag));
    double bottom = Math.min(series.open(lag), series.close(lag));
    double high = series.high(lag);
    double low = series.low(lag);
    sizes[BODY] = top - bottom;
    sizes[UPPER] = high - top;
    sizes[LOWER] = bottom - low;
    sizes[TWO_BODIES] = 2 * (top - bottom);
    int averages = series.averagesOf(lag);
    CandleMeans means = series.means;
    double usualBody = series.averages[averages];
    double usualRange = series.averages[averages + means.bodies];
    sizes[USUAL_BODY] = usualBody;
    sizes[TENTH] = usualRange / 10;
    sizes[USUAL_SHADOW] = series.averages[averages + means.bodies + means.ranges] / 2;
    sizes[SHARE_OF_RANGE] = usualRange > 0 ? Math.min(1, (high - low) / usualRange) : 0;
    double topBefore = Math.max(series.open(lag + 1), series.close(lag + 1));
    double bottomBefore = Math.min(series.open(lag + 1), series.close(lag + 1));
    double bodyGap = Math.max(bottom - topBefore, bottomBefore - top);
    double gap = Math.max(low - series.high(lag + 1), series.low(lag + 1) - high);
    sizes[BODY_GAP] = bodyGap + Math.max(0, usualBody);
    sizes[GAP] = gap + Math.max(0, usualBody);
  }
}
