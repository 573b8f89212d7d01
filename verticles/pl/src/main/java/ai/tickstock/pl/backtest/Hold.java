package ai.tickstock.pl.backtest;

import ai.tickstock.wire.jobs.Claim;
import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.jobs.Renewal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a claim by renewing it, with what is new of the run, and learns by that whether to stop:
 * because its user wants it, or because another worker has the job now. For one event loop; only
 * {@link #goesOn()} may be asked anywhere.
 */
final class Hold {
  private static final Logger LOG = LoggerFactory.getLogger(Hold.class);
  private static final long RENEW_MILLIS = 250;
  private static final long LOOK_MILLIS = 1_000;

  /** Why to go on or not. */
  private enum Fate {
    GO_ON,
    CANCEL,
    LET_GO
  }

  private final RunContext with;
  private final Claim claim;
  private final RunProgress progress;
  private final Promise<Void> stopped = Promise.promise();
  private volatile Fate fate = Fate.GO_ON;
  private boolean isRenewing;
  private long timer = -1;

  Hold(RunContext with, Claim claim, RunProgress progress) {
    this.with = with;
    this.claim = claim;
    this.progress = progress;
  }

  /** Renews it from now on. */
  void begin() {
    timer = with.vertx().setPeriodic(RENEW_MILLIS, tick -> renewNow());
    if (claim.job().status() == Status.CANCELLING) {
      cancel();
    }
  }

  /** Renews it no longer. */
  void end() {
    with.vertx().cancelTimer(timer);
  }

  /** Whether anybody still wants the work done, here. Thread-safe. */
  boolean goesOn() {
    return fate == Fate.GO_ON;
  }

  /** Whether the job is somebody else's to end. */
  boolean isLetGo() {
    return fate == Fate.LET_GO;
  }

  /**
   * Waits for some work as long as anybody wants it.
   *
   * @return fails with {@link Stopped} at once when nobody does: what the work comes to is then
   *     ignored
   */
  <T> Future<T> whileWanted(Future<T> work) {
    Promise<T> first = Promise.promise();
    stopped.future().onSuccess(now -> first.tryFail(new Stopped()));
    work.onSuccess(first::tryComplete).onFailure(first::tryFail);
    return first.future();
  }

  /** Its user wants it stopped: what it has is kept. */
  void cancel() {
    if (fate == Fate.GO_ON) {
      stop(Fate.CANCEL);
    }
  }

  /** Stops without an end; the job is another's now, or will be. */
  void letGo() {
    stop(Fate.LET_GO);
  }

  private void stop(Fate why) {
    fate = why;
    stopped.tryComplete();
  }

  /** Gives the job back, for anybody to take at once. */
  Future<Void> release() {
    end();
    return with.board().release(claim).mapEmpty();
  }

  /**
   * Whether it was cancelled or lost just now; a board that does not answer says neither.
   *
   * @return never fails
   */
  Future<Boolean> isCancelledAtLast() {
    return renew()
        .timeout(LOOK_MILLIS, TimeUnit.MILLISECONDS)
        .map(renewal -> renewal == Renewal.CANCELLING)
        .otherwise(false);
  }

  private void renewNow() {
    if (isLetGo() || isRenewing) {
      return;
    }
    isRenewing = true;
    renew()
        .onFailure(
            error -> LOG.debug("{} is not renewed just now: {}", claim.jobId(), error.toString()))
        .onComplete(done -> isRenewing = false);
  }

  private Future<Renewal> renew() {
    JsonObject news = progress.news();
    if (news != null) {
      with.progress().accept(news);
    }
    return with.board().renew(claim, with.options().lease(), news).onSuccess(this::renewed);
  }

  private void renewed(Renewal renewal) {
    if (renewal == Renewal.CANCELLING) {
      cancel();
    } else if (renewal == Renewal.LOST && with.vertx().cancelTimer(timer) && !isLetGo()) {
      LOG.warn("BACKTEST: {} was taken over by another worker", claim.jobId());
      letGo();
    }
  }
}
