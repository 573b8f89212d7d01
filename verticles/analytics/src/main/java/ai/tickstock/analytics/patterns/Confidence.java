package ai.tickstock.analytics.patterns;

import ai.tickstock.market.Direction;

/**
 * How far a detected pattern may be trusted, 0 to 1:
 *
 * <pre>confidence = 0.60 * strength + 0.25 * context + 0.15 * volume</pre>
 *
 * <ul>
 *   <li><b>strength</b>: the mean over the rule's conditions of how clearly each is met (see {@link
 *       Score}): 0 where the candle only just passes, towards 1 the further it is past the limit.
 *   <li><b>context</b>: the trend over the (at most) {@value #TREND_BARS} bars before the pattern,
 *       {@code t = (last close - close before them) / sum of their ranges}, within -1 to 1. A
 *       bullish pattern wants a decline, {@code (1 - t) / 2}; a bearish one a rise, {@code (1 + t)
 *       / 2}; a reversal either, {@code |t|}. Without bars before, t = 0.
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

  private Confidence() {}

  /**
   * @param strength of the rule, 0 to 1
   * @param bars how many candles the pattern spans
   */
  static double of(CandleWindow window, double strength, int bars, Direction direction) {
    return Score.clamp(
        STRENGTH * strength
            + CONTEXT * context(trend(window, bars), direction)
            + VOLUME * volume(window));
  }

  private static double context(double trend, Direction direction) {
    return switch (direction) {
      case BULLISH -> (1 - trend) / 2;
      case BEARISH -> (1 + trend) / 2;
      case REVERSAL, CONTINUATION -> Math.abs(trend);
    };
  }

  /** The trend before the pattern, -1 to 1. */
  private static double trend(CandleWindow window, int bars) {
    int there = Math.min(TREND_BARS, window.count() - 1 - bars);
    if (there < 1) {
      return 0;
    }
    double ranges = 0;
    for (int lag = bars + there - 1; lag >= bars; lag--) {
      ranges += window.range(lag);
    }
    double moved = window.close(bars) - window.close(bars + there);
    return ranges > 0 ? Math.max(-1, Math.min(1, moved / ranges)) : Math.signum(moved);
  }

  private static double volume(CandleWindow window) {
    int there = Math.min(VOLUME_BARS, window.count() - 1);
    double before = 0;
    for (int lag = there; lag >= 1; lag--) {
      before += window.volume(lag);
    }
    double newest = window.volume(0);
    if (there == 0 || newest + before == 0) {
      return 0.5;
    }
    return newest / (newest + before / there);
  }
}
