package ai.tickstock.store;

import ai.tickstock.market.Timeframe;

/** Where the bars of each timeframe are stored. */
public final class BarTables {
  private BarTables() {}

  /** The table of a timeframe, such as {@code ohlcv_bars_5min}. */
  public static String name(Timeframe timeframe) {
    return "ohlcv_bars_" + timeframe.label();
  }
}
