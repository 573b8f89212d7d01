package ai.tickstock.pl.backtest;

import ai.tickstock.pl.analysis.Retry;
import ai.tickstock.store.Database;
import ai.tickstock.store.write.BacktestWriter.Begin;
import ai.tickstock.store.write.BacktestWriter.Begun;
import ai.tickstock.store.write.BacktestWriter.End;
import ai.tickstock.wire.jobs.Claim;
import ai.tickstock.wire.jobs.JobState;
import ai.tickstock.wire.jobs.JobState.Status;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is stored of a run: begun and ended under the claim's fence or not at all, then told of, and
 * last of all the job is ended. For one event loop.
 */
final class RunRow {
  private static final Logger LOG = LoggerFactory.getLogger(RunRow.class);

  private final RunContext with;
  private final Claim claim;
  private final Hold hold;
  private final RunProgress progress;
  private final Retry retry;
  private final Instant started;

  RunRow(
      RunContext with, Claim claim, Hold hold, RunProgress progress, Retry retry, Instant started) {
    this.with = with;
    this.claim = claim;
    this.hold = hold;
    this.progress = progress;
    this.retry = retry;
    this.started = started;
  }

  /** Begins it; null if the job holds what no database takes. */
  Future<Begun> begin() {
    return retry.untilDone(
        "beginning",
        () ->
            tryBegin()
                .recover(
                    error ->
                        Database.isRefusal(error)
                            ? Future.succeededFuture()
                            : Future.failedFuture(error)));
  }

  private Future<Begun> tryBegin() {
    JobState state = claim.job();
    return with.store()
        .runs()
        .begin(
            new Begin(
                state.jobId(),
                state.userId(),
                claim.fence(),
                claim.worker(),
                state.createdAt(),
                started,
                state.jobData()));
  }

  /** Ends a job of which nothing can be stored. */
  Future<Status> unstorable() {
    String why = "job: expected text that can be stored, without NUL characters";
    LOG.info("BACKTEST: {} failed: {}", claim.jobId(), why);
    return retry
        .untilDone("ending the job", () -> with.board().finish(claim, Status.FAILED, null, why))
        .map(Status.FAILED);
  }

  /**
   * Stores how it ended, unless it is another's.
   *
   * @return how it is told of; null if it is another's
   */
  Future<Status> end(End end) {
    return retry
        .untilDone(
            "storing the result",
            () ->
                hold.isLetGo()
                    ? Future.succeededFuture(false)
                    : with.store()
                        .runs()
                        .end(claim.jobId(), claim.fence(), end)
                        .recover(this::storeWhyNot))
        .compose(
            stored ->
                stored
                    ? ended(Status.valueOf(end.status().toUpperCase(Locale.ROOT)), end.error())
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
            "internal: the result could not be stored: " + Endings.reason(error));
    return with.store().runs().end(claim.jobId(), claim.fence(), end).map(false);
  }

  /** Perhaps it was, and only the answer was lost. */
  private Future<Status> notStored() {
    return hold.isLetGo()
        ? Future.succeededFuture()
        : retry
            .untilDone("looking at the result", this::tryBegin)
            .compose(
                begun -> begun.hasEnded() ? ended(Status.valueOf(begun.name()), null) : anothers());
  }

  /** Lets go of what another worker has begun. */
  Future<Status> anothers() {
    hold.letGo();
    LOG.info("BACKTEST: {} belongs to another worker now", claim.jobId());
    return Future.succeededFuture();
  }

  /** Tells of an end that is stored, and ends the job. */
  Future<Status> ended(Status status, String error) {
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
                  String.format(Locale.ROOT, "%.1f", progress.seconds()),
                  error == null ? "" : ": " + error);
              return status;
            });
  }
}
