package ai.tickstock.analytics.backtest;

/** Hears from time to time how far a backtest is, and may end it. */
@FunctionalInterface
public interface BacktestWatcher {
  /**
   * Where a run is.
   *
   * @param bars it has looked at
   * @param total bars there are
   * @param millis start of the newest bar, Unix milliseconds
   * @param equity as of then
   * @param symbolsDone symbols whose bars are all looked at
   */
  record State(long bars, long total, long millis, double equity, int symbolsDone, int symbols) {}

  /** Whether the run shall go on. */
  boolean goOn(State state);
}
