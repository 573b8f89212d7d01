package ai.tickstock.pl.backtest;

import ai.tickstock.store.write.BacktestWriter;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes backtests that are too old, some at a time. Not thread-safe. */
final class BacktestPruning {
  private static final Logger LOG = LoggerFactory.getLogger(BacktestPruning.class);

  /** Each may have many thousand trades. */
  private static final int BATCH = 20;

  private final BacktestWriter runs;
  private final Clock clock;
  private boolean running;

  BacktestPruning(BacktestWriter runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * Deletes all there are, unless it is still at it. What fails is done the next time.
   *
   * @param keep zero keeps all
   */
  void run(Duration keep) {
    if (running || keep.isZero()) {
      return;
    }
    running = true;
    prune(keep, 0);
  }

  private void prune(Duration keep, long before) {
    runs.prune(clock.instant().minus(keep), BATCH)
        .onSuccess(
            deleted -> {
              long all = before + deleted;
              if (deleted == BATCH) {
                prune(keep, all);
                return;
              }
              running = false;
              if (all > 0) {
                LOG.info("{} backtests older than {} days were deleted", all, keep.toDays());
              }
            })
        .onFailure(
            error -> {
              running = false;
              LOG.info("Old backtests are deleted later: {}", error.toString());
            });
  }
}
