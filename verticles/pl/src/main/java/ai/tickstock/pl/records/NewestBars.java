package ai.tickstock.pl.records;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.store.HistoryReader;

/** Keeps the newest bars of a series that is read from its beginning. Not thread-safe. */
final class NewestBars implements HistoryReader.Sink {
  private final String symbol;
  private final int most;
  private BarSeries before;
  private BarSeries now;

  /**
   * @param most bars kept, at least 1; at times twice as many are in memory
   */
  NewestBars(String symbol, int most) {
    this.symbol = symbol;
    this.most = most;
    before = new BarSeries(symbol, true);
    now = new BarSeries(symbol, true);
  }

  @Override
  public void bar(
      long startMillis, double open, double high, double low, double close, double volume) {
    if (now.size() == most) {
      before = now;
      now = new BarSeries(symbol, true);
    }
    now.add(startMillis, open, high, low, close, volume);
  }

  /** The newest, oldest first. */
  BarSeries series() {
    BarSeries newest = new BarSeries(symbol, true);
    copy(before, Math.max(0, before.size() + now.size() - most), newest);
    copy(now, 0, newest);
    return newest;
  }

  private static void copy(BarSeries from, int first, BarSeries to) {
    for (int i = first; i < from.size(); i++) {
      to.add(
          from.startMillis(i),
          from.open(i),
          from.high(i),
          from.low(i),
          from.close(i),
          from.volume(i));
    }
  }
}
