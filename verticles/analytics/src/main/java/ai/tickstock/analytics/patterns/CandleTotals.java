package ai.tickstock.analytics.patterns;

import java.util.ArrayList;
import java.util.List;

/**
 * Which sums of ranges a set of rules needs, and how they follow the bars. Rules that need the same
 * sum share it. Only {@link #of} changes it, while rules are made; from then on it serves any
 * number of windows.
 */
final class CandleTotals {
  /** How far back a rule may ask, in bars; a power of two. */
  static final int LAGS = 4;

  /** A sum over {@code period} candles, of which the first seed begins at bar {@code seed}. */
  private record Total(CandleRange range, int period, int seed) {
    /** The bar before which the first sum stands. */
    int firstBar() {
      return seed + period;
    }
  }

  private final Rounding rounding;
  private final List<Total> wanted = new ArrayList<>();
  private Total[] totals = {};

  CandleTotals(Rounding rounding) {
    this.rounding = rounding;
  }

  /**
   * The average a setting makes for the candle {@code lag} bars back, in a rule of TA-Lib's {@code
   * lookback}. TA-Lib starts each total when its rule may first answer, so that its rounding
   * depends on both.
   */
  CandleAverage of(CandleSetting setting, int lag, int lookback) {
    if (setting.period() == 0) {
      return new CandleAverage(setting, lag, -1, 0);
    }
    int seed = rounding == Rounding.TALIB ? lookback - lag - setting.period() : 0;
    Total total = new Total(setting.range(), setting.period(), seed);
    if (!wanted.contains(total)) {
      wanted.add(total);
      totals = wanted.toArray(Total[]::new);
    }
    return new CandleAverage(setting, lag, wanted.indexOf(total), total.firstBar());
  }

  int size() {
    return totals.length;
  }

  /** Writes, for a window whose newest bar has just come, the sums before that bar. */
  void update(CandleWindow window, double[] sums) {
    int bar = window.count() - 1;
    for (int i = 0; i < totals.length; i++) {
      Total total = totals[i];
      if (bar >= total.firstBar()) {
        sums[i * LAGS + (bar & LAGS - 1)] = before(window, total, sums, i, bar);
      }
    }
  }

  private double before(CandleWindow window, Total total, double[] sums, int i, int bar) {
    if (rounding == Rounding.WINDOW || bar == total.firstBar()) {
      return window.sumBefore(0, total.range(), total.period());
    }
    double newest = total.range().of(window, 1);
    double oldest = total.range().of(window, 1 + total.period());
    return sums[i * LAGS + (bar - 1 & LAGS - 1)] + (newest - oldest);
  }
}
