package ai.tickstock.pl.backtest;

import ai.tickstock.analytics.backtest.Backtest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.BacktestResult;
import ai.tickstock.analytics.backtest.BacktestWatcher;
import ai.tickstock.analytics.backtest.Trade;
import ai.tickstock.pl.analysis.Retry;
import ai.tickstock.store.Database;
import ai.tickstock.store.write.BacktestWriter.Begin;
import ai.tickstock.store.write.BacktestWriter.Begun;
import ai.tickstock.store.write.BacktestWriter.End;
import ai.tickstock.wire.jobs.Claim;
import ai.tickstock.wire.jobs.JobState;
import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.jobs.Renewal;
import ai.tickstock.wire.message.BacktestJob;
import ai.tickstock.wire.message.BacktestProgress;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One claimed job from its bars to its stored result, on the event loop of its verticle; only the
 * engine runs on a worker. It holds the claim by renewing it, and learns by that whether to stop:
 * because its user wants it, or because another worker has it now. What it stores is stored under
 * the claim's fence or not at all.
 */
final class BacktestRun {
  private static final Logger LOG = LoggerFactory.getLogger(BacktestRun.class);
  private static final long RENEW_MILLIS = 250;
  private static final long LOOK_MILLIS = 1_000;

  /** A job that took so many workers with it is not tried again. */
  private static final int MOST_ATTEMPTS = 5;

  /** How much of all the work reading the bars is, in percent. */
  private static final double READING_PERCENT = 20;

  private static final String ENGINE = "1";

  /** Why to go on or not; read by the worker. */
  private enum Fate {
    GO_ON,
    CANCEL,
    LET_GO
  }

  private final RunContext with;
  private final Claim claim;
  private final Retry retry;
  private final Instant started;
  private final long startNanos = System.nanoTime();
  private volatile Fate fate = Fate.GO_ON;
  private volatile BacktestWatcher.State state;
  private BacktestJob job;
  private BacktestPlan plan;
  private int read;
  private boolean isRenewing;
  private boolean isSimulated;
  private long timer = -1;
  private JsonObject told;

  BacktestRun(RunContext with, Claim claim) {
    this.with = with;
    this.claim = claim;
    this.retry = new Retry(with.vertx(), "backtest " + claim.jobId());
    this.started = with.clock().instant();
  }

  /**
   * Runs it to its end.
   *
   * @return never fails: how it ended, null if it is somebody else's now
   */
  Future<Status> run() {
    JobState state = claim.job();
    LOG.info("BACKTEST: {} of {} begins, try {}", state.jobId(), state.userId(), state.attempts());
    timer = with.vertx().setPeriodic(RENEW_MILLIS, tick -> renew());
    if (state.status() == Status.CANCELLING) {
      fate = Fate.CANCEL;
    }
    return retry
        .untilDone("beginning", this::tryBegin)
        .compose(this::begun)
        .recover(this::gaveUp)
        .onComplete(
            ended -> {
              with.vertx().cancelTimer(timer);
              retry.stop();
            });
  }

  private Future<Status> gaveUp(Throwable error) {
    if (!(error instanceof CancellationException)) {
      LOG.error("BACKTEST: {} was left", claim.jobId(), error);
      return release().transform(released -> Future.succeededFuture());
    }
    return Future.succeededFuture();
  }

  /** Null if the job holds what no database takes. */
  private Future<Begun> tryBegin() {
    return with.store()
        .runs()
        .begin(begin())
        .recover(
            error ->
                Database.isRefusal(error) ? Future.succeededFuture() : Future.failedFuture(error));
  }

  private Future<Status> unstorable() {
    String why = "job: expected text that can be stored, without NUL characters";
    LOG.info("BACKTEST: {} failed: {}", claim.jobId(), why);
    return retry
        .untilDone("ending the job", () -> with.board().finish(claim, Status.FAILED, null, why))
        .map(Status.FAILED);
  }

  private Begin begin() {
    JobState state = claim.job();
    return new Begin(
        state.jobId(),
        state.userId(),
        claim.fence(),
        claim.worker(),
        state.createdAt(),
        started,
        state.jobData());
  }

  private Future<Status> begun(Begun begun) {
    if (begun == null) {
      return unstorable();
    }
    if (begun.hasEnded()) {
      return announced(Status.valueOf(begun.name()), null);
    }
    return begun == Begun.FENCED
        ? lost()
        : Future.succeededFuture()
            .compose(go -> result())
            .compose(this::store, error -> store(endOf(error)));
  }

  private Future<Status> lost() {
    fate = Fate.LET_GO;
    LOG.info("BACKTEST: {} belongs to another worker now", claim.jobId());
    return Future.succeededFuture();
  }

  private Future<End> result() {
    if (claim.job().attempts() > MOST_ATTEMPTS) {
      throw new Refused(
          "its workers died or were lost " + MOST_ATTEMPTS + " times; it is not tried again");
    }
    job = BacktestJob.from(claim.job().jobData());
    plan = BacktestRequest.plan(job, with.calendar());
    BarLoader loader =
        new BarLoader(
            with.store(),
            job,
            plan,
            with.options().maxBars(),
            () -> fate == Fate.GO_ON,
            done -> read = done);
    return retry
        .untilDone("reading bars", () -> refusable(loader))
        .compose(found -> simulate(found.orThrow(), loader.warnings()));
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

  private Future<End> simulate(List<BarLoader.Loaded> bars, List<String> warnings) {
    return with.workers()
        .executeBlocking(
            () -> {
              BacktestResult result =
                  Backtest.run(
                      plan,
                      bars.stream().map(BarLoader.Loaded::adjusted).toList(),
                      now -> {
                        state = now;
                        with.simulating().accept(now);
                        return fate == Fate.GO_ON;
                      });
              return end(result, warnings);
            },
            false);
  }

  /** On the worker: there may be much to write. */
  private End end(BacktestResult result, List<String> warnings) {
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
    if (!(error instanceof Refused || error instanceof MessageException)) {
      LOG.error("BACKTEST: {} failed", claim.jobId(), error);
    }
    String why = error instanceof Refused || error instanceof MessageException ? "" : "internal: ";
    return Endings.without(claim.job(), Status.FAILED, started, now, why + reason(error));
  }

  private static String reason(Throwable error) {
    return error.getMessage() == null ? error.toString() : error.getMessage();
  }

  private Future<Status> store(End end) {
    return fate == Fate.LET_GO ? Future.succeededFuture() : lastLook(end).compose(this::write);
  }

  /** Whether it was cancelled or lost just now; a board that does not answer says neither. */
  private Future<End> lastLook(End end) {
    isSimulated = end.status().equals("completed");
    JsonObject progress = progress();
    if (isSimulated) {
      tell(progress);
    }
    return with.board()
        .renew(claim, with.options().lease(), progress)
        .timeout(LOOK_MILLIS, TimeUnit.MILLISECONDS)
        .map(
            renewal -> {
              if (renewal == Renewal.LOST) {
                lostClaim();
              }
              return renewal == Renewal.CANCELLING && isSimulated ? cancelled(end) : end;
            })
        .otherwise(end);
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

  private Future<Status> write(End end) {
    return retry
        .untilDone(
            "storing the result",
            () ->
                fate == Fate.LET_GO
                    ? Future.succeededFuture(false)
                    : with.store()
                        .runs()
                        .end(claim.jobId(), claim.fence(), end)
                        .recover(this::storeWhyNot))
        .compose(
            stored ->
                stored
                    ? announced(Status.valueOf(end.status().toUpperCase(Locale.ROOT)), end.error())
                    : notStored());
  }

  /** What the database will never take is a failure of the job. */
  private Future<Boolean> storeWhyNot(Throwable error) {
    if (!Database.isRefusal(error)) {
      return Future.failedFuture(error);
    }
    LOG.error("BACKTEST: the result of {} is refused", claim.jobId(), error);
    End end =
        Endings.without(
            claim.job(),
            Status.FAILED,
            started,
            with.clock().instant(),
            "internal: the result could not be stored: " + reason(error));
    return with.store().runs().end(claim.jobId(), claim.fence(), end).map(false);
  }

  /** Perhaps it was, and only the answer was lost. */
  private Future<Status> notStored() {
    return fate == Fate.LET_GO
        ? Future.succeededFuture()
        : retry
            .untilDone("looking at the result", () -> with.store().runs().begin(begin()))
            .compose(
                begun -> begun.hasEnded() ? announced(Status.valueOf(begun.name()), null) : lost());
  }

  private Future<Status> announced(Status status, String error) {
    String ref = status == Status.FAILED ? null : Endings.ref(claim.jobId());
    return with.announcer()
        .announce()
        .compose(
            done ->
                retry.untilDone(
                    "ending the job", () -> with.board().finish(claim, status, ref, error)))
        .map(
            finished -> {
              LOG.info(
                  "BACKTEST: {} {} after {} s{}",
                  claim.jobId(),
                  status.label(),
                  String.format(Locale.ROOT, "%.1f", (System.nanoTime() - startNanos) / 1e9),
                  error == null ? "" : ": " + error);
              return status;
            });
  }

  /** Its user wants it stopped: what it has is kept. */
  void cancel() {
    if (fate == Fate.GO_ON) {
      fate = Fate.CANCEL;
    }
  }

  /** Stops without an end and gives the job back, for another to take at once. */
  Future<Void> giveBack() {
    fate = Fate.LET_GO;
    retry.stop();
    LOG.info("BACKTEST: {} is given back", claim.jobId());
    return release();
  }

  /** Stops as if the process had died: nothing is stored or told any more. For tests. */
  void abandon() {
    fate = Fate.LET_GO;
    retry.stop();
    with.vertx().cancelTimer(timer);
  }

  private Future<Void> release() {
    with.vertx().cancelTimer(timer);
    return with.board().release(claim).mapEmpty();
  }

  private void renew() {
    JsonObject progress = progress();
    if (fate == Fate.LET_GO || isRenewing) {
      return;
    }
    isRenewing = true;
    boolean isNews = progress != null && !progress.equals(told);
    with.board()
        .renew(claim, with.options().lease(), isNews ? progress : null)
        .onSuccess(
            renewal -> {
              if (renewal == Renewal.LOST && with.vertx().cancelTimer(timer)) {
                lostClaim();
              } else if (renewal == Renewal.CANCELLING) {
                cancel();
              }
            })
        .onFailure(
            error -> LOG.debug("{} is not renewed just now: {}", claim.jobId(), error.toString()))
        .onComplete(done -> isRenewing = false);
    if (isNews) {
      tell(progress);
    }
  }

  private void tell(JsonObject progress) {
    told = progress;
    with.progress().accept(progress);
  }

  private void lostClaim() {
    if (fate != Fate.LET_GO) {
      LOG.warn("BACKTEST: {} was taken over by another worker", claim.jobId());
      fate = Fate.LET_GO;
    }
  }

  /** How far it is; null before anything is known. */
  private JsonObject progress() {
    BacktestWatcher.State now = state;
    if (plan == null) {
      return null;
    }
    int symbols = Math.max(1, job.symbols().size());
    double reading = READING_PERCENT * Math.min(1, (double) read / symbols);
    double percent =
        isSimulated
            ? 100
            : now == null
                ? reading
                : READING_PERCENT
                    + (100 - READING_PERCENT) * Math.min(1, (double) now.bars() / now.total());
    double elapsed = (System.nanoTime() - startNanos) / 1e9;
    long millis = now == null ? plan.fromMillis() : Math.max(now.millis(), plan.fromMillis());
    JsonObject progress =
        new BacktestProgress(
                claim.jobId(),
                claim.job().userId(),
                Math.rint(percent * 10) / 10,
                plan.calendar().day(millis),
                isSimulated ? symbols : now == null ? 0 : now.symbolsDone(),
                symbols,
                now == null ? plan.initialCapital() : Math.rint(now.equity() * 100) / 100,
                percent < 0.1 ? 0 : Math.rint(elapsed * (100 - percent) / percent * 10) / 10,
                with.clock().instant())
            .json();
    boolean isSame =
        told != null
            && progress.getDouble("percent").equals(told.getDouble("percent"))
            && progress.getValue("current_date").equals(told.getValue("current_date"));
    return isSame ? told : progress;
  }
}
