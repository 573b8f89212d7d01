package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.market.Direction;

/**
 * Which way a pattern says to go: bullish ones up, bearish ones down, a reversal against the trend
 * before it and a continuation with it. The trend is the sign of the change of the close over the
 * {@value #TREND_BARS} bars before the pattern's first candle.
 */
final class Heading {
  private static final int TREND_BARS = 5;

  private Heading() {}

  /**
   * 1 up, -1 down; 0 where there is no trend to reverse or to go on with.
   *
   * @param bar the newest that is looked at, the pattern's last
   * @param candles how many the pattern spans
   */
  static int of(Direction direction, BarSeries bars, int bar, int candles) {
    return switch (direction) {
      case BULLISH -> 1;
      case BEARISH -> -1;
      case REVERSAL -> -trendBefore(bars, bar - candles);
      case CONTINUATION -> trendBefore(bars, bar - candles);
    };
  }

  private static int trendBefore(BarSeries bars, int last) {
    int first = Math.max(0, last - TREND_BARS);
    return last <= first ? 0 : (int) Math.signum(bars.close(last) - bars.close(first));
  }
}
