package ai.tickstock.pl.backtest;

import ai.tickstock.analytics.backtest.Backtest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.BacktestResult;
import ai.tickstock.analytics.backtest.Trade;
import ai.tickstock.pl.analysis.Retry;
import ai.tickstock.store.Database;
import ai.tickstock.store.write.BacktestWriter.Begun;
import ai.tickstock.store.write.BacktestWriter.End;
import ai.tickstock.wire.jobs.Claim;
import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.message.BacktestJob;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One claimed job from its bars to its stored result, on the event loop of its verticle; only the
 * engine runs on a worker. Its {@link Hold} says whether to go on, its {@link RunRow} keeps what
 * comes of it.
 */
final class BacktestRun {
  private static final Logger LOG = LoggerFactory.getLogger(BacktestRun.class);

  /** A job that took so many workers with it is not tried again. */
  private static final int MOST_ATTEMPTS = 5;

  private static final String ENGINE = "1";

  private final RunContext with;
  private final Claim claim;
  private final Retry retry;
  private final Instant started;
  private final RunProgress progress;
  private final Hold hold;
  private final RunRow row;

  BacktestRun(RunContext with, Claim claim) {
    this.with = with;
    this.claim = claim;
    this.retry = new Retry(with.vertx(), "backtest " + claim.jobId());
    this.started = with.clock().instant();
    this.progress = new RunProgress(claim, with.clock());
    this.hold = new Hold(with, claim, progress);
    this.row = new RunRow(with, claim, hold, progress, retry, started);
  }

  /**
   * Runs it to its end.
   *
   * @return never fails: how it ended, null if it is somebody else's now
   */
  Future<Status> run() {
    LOG.info(
        "BACKTEST: {} of {} begins, try {}",
        claim.jobId(),
        claim.job().userId(),
        claim.job().attempts());
    hold.begin();
    return row.begin()
        .compose(this::begun)
        .recover(this::gaveUp)
        .onComplete(
            ended -> {
              hold.end();
              retry.stop();
            });
  }

  private Future<Status> gaveUp(Throwable error) {
    if (!(error instanceof CancellationException)) {
      LOG.error("BACKTEST: {} was left", claim.jobId(), error);
      return hold.release().transform(released -> Future.succeededFuture());
    }
    return Future.succeededFuture();
  }

  private Future<Status> begun(Begun begun) {
    if (begun == null) {
      return row.unstorable();
    }
    if (begun.hasEnded()) {
      return row.ended(Status.valueOf(begun.name()), null);
    }
    return begun == Begun.FENCED
        ? row.anothers()
        : Future.succeededFuture()
            .compose(go -> result())
            .compose(this::store, error -> store(endOf(error)));
  }

  private Future<End> result() {
    if (claim.job().attempts() > MOST_ATTEMPTS) {
      throw new Refused(
          "its workers died or were lost " + MOST_ATTEMPTS + " times; it is not tried again");
    }
    BacktestJob job = BacktestJob.from(claim.job().jobData());
    BacktestPlan plan = BacktestRequest.plan(job, with.calendar());
    progress.planned(job, plan);
    BarLoader loader =
        new BarLoader(
            with.store(), job, plan, with.options().maxBars(), hold::goesOn, progress::read);
    return hold.whileWanted(retry.untilDone("reading bars", () -> refusable(loader)))
        .compose(found -> simulate(job, plan, found.orThrow(), loader.warnings()));
  }

  /** What bars there are, or why there are none: trying again would change nothing. */
  private record Found(List<BarLoader.Loaded> bars, RuntimeException error) {
    private List<BarLoader.Loaded> orThrow() {
      if (error != null) {
        throw error;
      }
      return bars;
    }
  }

  private static Future<Found> refusable(BarLoader loader) {
    return loader
        .load()
        .map(bars -> new Found(bars, null))
        .recover(
            error ->
                error instanceof RuntimeException lasting && !Database.isAway(error)
                    ? Future.succeededFuture(new Found(null, lasting))
                    : Future.failedFuture(error));
  }

  private Future<End> simulate(
      BacktestJob job, BacktestPlan plan, List<BarLoader.Loaded> bars, List<String> warnings) {
    return with.workers()
        .executeBlocking(
            () -> {
              BacktestResult result =
                  Backtest.run(
                      plan,
                      bars.stream().map(BarLoader.Loaded::adjusted).toList(),
                      now -> {
                        progress.simulating(now);
                        with.simulating().accept(now);
                        return hold.goesOn();
                      });
              return end(job, result, warnings);
            },
            false);
  }

  /** On the worker: there may be much to write. */
  private End end(BacktestJob job, BacktestResult result, List<String> warnings) {
    String status = result.isComplete() ? "completed" : "cancelled";
    Instant now = with.clock().instant();
    ResultJson.Run run =
        new ResultJson.Run(
            job, status, claim.job().createdAt(), started, now, null, ENGINE, warnings);
    JsonObject summary = ResultJson.summary(run, result).put("is_complete", result.isComplete());
    return new End(status, now, summary, ResultJson.equity(result), null, trades(result.trades()));
  }

  /** Made one by one as they are written. */
  private static List<JsonObject> trades(List<Trade> trades) {
    return new AbstractList<>() {
      @Override
      public JsonObject get(int index) {
        return ResultJson.trade(trades.get(index));
      }

      @Override
      public int size() {
        return trades.size();
      }
    };
  }

  private End endOf(Throwable error) {
    Instant now = with.clock().instant();
    if (error instanceof Stopped || error instanceof CancellationException) {
      return Endings.without(claim.job(), Status.CANCELLED, started, now, null);
    }
    boolean isHis = error instanceof Refused || error instanceof MessageException;
    if (!isHis) {
      LOG.error("BACKTEST: {} failed", claim.jobId(), error);
    }
    String why = (isHis ? "" : "internal: ") + Endings.reason(error);
    return Endings.without(claim.job(), Status.FAILED, started, now, why);
  }

  private Future<Status> store(End end) {
    if (hold.isLetGo()) {
      return Future.succeededFuture();
    }
    boolean isWhole = end.status().equals(Status.COMPLETED.label());
    if (isWhole) {
      progress.simulated();
    }
    return hold.isCancelledAtLast()
        .compose(cancelled -> row.end(cancelled && isWhole ? cancelled(end) : end));
  }

  private static End cancelled(End end) {
    return new End(
        Status.CANCELLED.label(),
        end.finishedAt(),
        end.summary().put("status", Status.CANCELLED.label()).put("is_complete", false),
        end.equity(),
        null,
        end.trades());
  }

  /** Its user wants it stopped: what it has is kept. */
  void cancel() {
    hold.cancel();
  }

  /** Stops without an end and gives the job back, for another to take at once. */
  Future<Void> giveBack() {
    abandon();
    LOG.info("BACKTEST: {} is given back", claim.jobId());
    return hold.release();
  }

  /** Stops as if the process had died: nothing is stored or told any more. */
  void abandon() {
    hold.letGo();
    hold.end();
    retry.stop();
  }
}
