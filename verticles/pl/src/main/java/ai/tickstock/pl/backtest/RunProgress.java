package ai.tickstock.pl.backtest;

import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.BacktestWatcher;
import ai.tickstock.wire.jobs.Claim;
import ai.tickstock.wire.message.BacktestJob;
import ai.tickstock.wire.message.BacktestProgress;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/**
 * How far a run is: reading its bars, then simulating. The engine tells where it is on its worker;
 * all else belongs to one event loop.
 */
final class RunProgress {
  /** How much of all the work reading the bars is, in percent. */
  private static final double READING_PERCENT = 20;

  private final Claim claim;
  private final Clock clock;
  private final long startNanos = System.nanoTime();
  private volatile BacktestWatcher.State state;
  private BacktestJob job;
  private BacktestPlan plan;
  private int read;
  private boolean isSimulated;
  private JsonObject told;

  RunProgress(Claim claim, Clock clock) {
    this.claim = claim;
    this.clock = clock;
  }

  /** What is to be done; before, there is nothing to tell. */
  void planned(BacktestJob wanted, BacktestPlan asked) {
    job = wanted;
    plan = asked;
  }

  /** So many symbols have been read. */
  void read(int symbols) {
    read = symbols;
  }

  /** The engine is here. On its worker. */
  void simulating(BacktestWatcher.State now) {
    state = now;
  }

  /** The engine has done all: that is told in any case. */
  void simulated() {
    isSimulated = true;
    told = null;
  }

  double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /** What has not been told yet, as the event has it; null if nothing. */
  JsonObject news() {
    if (plan == null) {
      return null;
    }
    JsonObject now = now();
    boolean isSame =
        told != null
            && now.getDouble("percent").equals(told.getDouble("percent"))
            && now.getValue("current_date").equals(told.getValue("current_date"));
    if (isSame) {
      return null;
    }
    told = now;
    return now;
  }

  private JsonObject now() {
    BacktestWatcher.State now = state;
    int symbols = Math.max(1, job.symbols().size());
    double percent = percent(now, symbols);
    long millis = now == null ? plan.fromMillis() : Math.max(now.millis(), plan.fromMillis());
    return new BacktestProgress(
            claim.jobId(),
            claim.job().userId(),
            Math.rint(percent * 10) / 10,
            plan.calendar().day(millis),
            isSimulated ? symbols : now == null ? 0 : now.symbolsDone(),
            symbols,
            now == null ? plan.initialCapital() : Math.rint(now.equity() * 100) / 100,
            percent < 0.1 ? 0 : Math.rint(seconds() * (100 - percent) / percent * 10) / 10,
            clock.instant())
        .json();
  }

  private double percent(BacktestWatcher.State now, int symbols) {
    if (isSimulated) {
      return 100;
    }
    return now == null
        ? READING_PERCENT * Math.min(1, (double) read / symbols)
        : READING_PERCENT
            + (100 - READING_PERCENT) * Math.min(1, (double) now.bars() / now.total());
  }
}
