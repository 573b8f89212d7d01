package ai.tickstock.analytics.patterns;

/**
 * How far a detected pattern may be trusted, 0 to 1:
 *
 * <pre>confidence = 0.60 * strength + 0.25 * context + 0.15 * volume</pre>
 *
 * <ul>
 *   <li><b>strength</b>: the mean over the rule's conditions of how clearly each is met (see {@link
 *       Score}): 0 where the candle only just passes, towards 1 the further it is past the limit.
 *       Colours and orders, which can only be met or not, do not count; 0.5 where nothing counts.
 *   <li><b>context</b>: the trend over the (at most) {@value #TREND_BARS} bars before the pattern,
 *       {@code t = (last close - close before them) / sum of their ranges}, within -1 to 1. A
 *       pattern that turns a decline, or continues one, wants it, {@code (1 - t) / 2}; one that
 *       turns or continues a rise wants that, {@code (1 + t) / 2}; one that does not say which is
 *       content with either, {@code |t|}. Without bars before, t = 0.
 *   <li><b>volume</b>: {@code v / (v + mean)} of the newest bar's volume and the mean of the (at
 *       most) {@value #VOLUME_BARS} bars before it: 0.5 for a usual volume, 0.75 for three times as
 *       much. Where there is nothing to compare, 0.5.
 * </ul>
 *
 * <p>It is a function of the last bars alone: the same after a warm start.
 */
final class Confidence {
  static final int TREND_BARS = 5;
  static final int VOLUME_BARS = 10;

  private static final double STRENGTH = 0.60;
  private static final double CONTEXT = 0.25;
  private static final double VOLUME = 0.15;

  /** What a pattern wants before it. */
  enum Trend {
    RISE,
    DECLINE,
    EITHER
  }

  private final CandleSeries series;
  private int trendOf;
  private int trendBars;
  private double trend;
  private int volumeOf;
  private double volume;

  Confidence(CandleSeries series) {
    this.series = series;
  }

  /**
   * @param strength of the rule, 0 to 1
   * @param bars how many candles the pattern spans
   */
  double of(double strength, int bars, Trend wanted) {
    return Score.clamp(
        STRENGTH * strength + CONTEXT * context(trend(bars), wanted) + VOLUME * volume());
  }

  private static double context(double trend, Trend wanted) {
    return switch (wanted) {
      case DECLINE -> (1 - trend) / 2;
      case RISE -> (1 + trend) / 2;
      case EITHER -> Math.abs(trend);
    };
  }

  /** The trend before the pattern; kept for the next pattern of as many candles. */
  private double trend(int bars) {
    if (trendOf != series.count() || trendBars != bars) {
      trendOf = series.count();
      trendBars = bars;
      trend = trendBefore(bars);
    }
    return trend;
  }

  private double trendBefore(int bars) {
    int there = Math.min(TREND_BARS, series.count() - 1 - bars);
    if (there < 1) {
      return 0;
    }
    double ranges = 0;
    for (int lag = bars + there - 1; lag >= bars; lag--) {
      ranges += series.high(lag) - series.low(lag);
    }
    double moved = series.close(bars) - series.close(bars + there);
    return ranges > 0 ? Math.max(-1, Math.min(1, moved / ranges)) : Math.signum(moved);
  }

  private double volume() {
    if (volumeOf != series.count()) {
      volumeOf = series.count();
      volume = relativeVolume();
    }
    return volume;
  }

  private double relativeVolume() {
    int there = Math.min(VOLUME_BARS, series.count() - 1);
    double before = 0;
    for (int lag = there; lag >= 1; lag--) {
      before += series.volume(lag);
    }
    double newest = series.volume(0);
    if (there == 0 || newest + before == 0) {
      return 0.5;
    }
    return newest / (newest + before / there);
  }
}
