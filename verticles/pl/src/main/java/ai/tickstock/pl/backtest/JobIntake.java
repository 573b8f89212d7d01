package ai.tickstock.pl.backtest;

import ai.tickstock.store.write.BacktestWriter;
import ai.tickstock.store.write.BacktestWriter.Begin;
import ai.tickstock.store.write.BacktestWriter.Begun;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.jobs.JobBoard;
import ai.tickstock.wire.jobs.JobState;
import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.jobs.Submission;
import ai.tickstock.wire.message.Fields;
import ai.tickstock.wire.message.MessageException;
import ai.tickstock.wire.message.SystemCommand;
import ai.tickstock.wire.message.Texts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the jobs of the log on the board, whoever asked for them, and passes commands on. Every step
 * may be done again: each process that listens does it for each message. Not thread-safe.
 */
final class JobIntake {
  private static final Logger LOG = LoggerFactory.getLogger(JobIntake.class);

  /** Under it stands what no worker claimed; every claim's fence is greater. */
  private static final long NOBODYS_FENCE = 0;

  private static final String NOBODY = "none";

  /** Commands that came before their job. */
  private static final int MOST_EARLY = 1_000;

  /** Told what happened on the board. */
  interface Listener {
    /** There may be a job to claim. */
    void submitted();

    /** A job that is worked on somewhere is to be stopped. */
    void cancelling(String jobId);

    /** A result is stored and to be announced. */
    void ended();
  }

  private final JobBoard board;
  private final BacktestWriter runs;
  private final Complaints complaints;
  private final Clock clock;
  private final Listener listener;
  private final Set<String> early = new LinkedHashSet<>();
  private JobsOptions options;

  JobIntake(
      JobBoard board,
      BacktestWriter runs,
      Complaints complaints,
      Clock clock,
      JobsOptions options,
      Listener listener) {
    this.board = board;
    this.runs = runs;
    this.complaints = complaints;
    this.clock = clock;
    this.options = options;
    this.listener = listener;
  }

  void reconfigure(JobsOptions wanted) {
    options = wanted;
  }

  /**
   * Takes a message of {@link Channels#JOBS_BACKTEST}.
   *
   * @return fails if the board or the database is away
   */
  Future<Void> job(JsonObject message) {
    String jobId;
    String userId;
    try {
      Fields fields = new Fields(message);
      fields.oneOf("job_type", "backtest");
      jobId = id(fields, "job_id");
      userId = id(fields, "user_id");
      String unsound = Texts.unsoundIn(message);
      if (unsound != null) {
        throw new MessageException(unsound + ": " + Texts.EXPECTED);
      }
    } catch (MessageException e) {
      complaints.add(e.getMessage(), message.encode());
      return Future.succeededFuture();
    }
    return board
        .submit(jobId, userId, message, clock.instant(), options.maxPerUser())
        .compose(
            submission ->
                submission == Submission.TOO_MANY
                    ? refuse(jobId, userId, message)
                    : submitted(jobId));
  }

  private static String id(Fields fields, String name) {
    String id = fields.id(name);
    if (id.isBlank() || id.chars().anyMatch(Character::isISOControl)) {
      throw fields.refused(name, "a String of 1 to 200 printable characters");
    }
    return id;
  }

  private Future<Void> submitted(String jobId) {
    listener.submitted();
    return early.remove(jobId) ? cancel(jobId) : Future.succeededFuture();
  }

  private Future<Void> refuse(String jobId, String userId, JsonObject message) {
    String why =
        "user_id: expected at most "
            + options.maxPerUser()
            + " jobs of a user under way (jobs.maxPerUser); wait for one to end, or cancel one";
    Instant now = clock.instant();
    LOG.info("BACKTEST: {} of {} refused: {}", jobId, userId, why);
    return board
        .refuse(jobId, userId, message, now, why)
        .compose(refused -> board.state(jobId))
        .compose(
            job ->
                job != null && job.status() == Status.FAILED && job.startedAt() == null
                    ? store(job, Status.FAILED, job.error())
                    : Future.succeededFuture());
  }

  /** Stores the end of a job nobody worked on, unless that is done. */
  private Future<Void> store(JobState job, Status status, String error) {
    Instant now = clock.instant();
    return runs.begin(
            new Begin(
                job.jobId(),
                job.userId(),
                NOBODYS_FENCE,
                NOBODY,
                job.createdAt(),
                now,
                job.jobData()))
        .compose(
            begun ->
                begun == Begun.YES
                    ? runs.end(
                        job.jobId(), NOBODYS_FENCE, Endings.without(job, status, null, now, error))
                    : Future.succeededFuture(false))
        .map(
            stored -> {
              listener.ended();
              return null;
            });
  }

  /**
   * Takes a message of {@link Channels#JOBS_SYSTEM}.
   *
   * @return fails if the board or the database is away
   */
  Future<Void> command(JsonObject message) {
    try {
      return cancel(SystemCommand.from(message).jobId());
    } catch (MessageException e) {
      complaints.add(e.getMessage(), message.encode());
      return Future.succeededFuture();
    }
  }

  private Future<Void> cancel(String jobId) {
    return board
        .cancel(jobId)
        .compose(
            status -> {
              if (status == null) {
                remember(jobId);
              } else if (status == Status.CANCELLING) {
                listener.cancelling(jobId);
              } else if (status == Status.CANCELLED) {
                return cancelled(jobId);
              }
              return Future.succeededFuture();
            });
  }

  private void remember(String jobId) {
    early.add(jobId);
    if (early.size() > MOST_EARLY) {
      early.remove(early.iterator().next());
    }
  }

  private Future<Void> cancelled(String jobId) {
    return board
        .state(jobId)
        .compose(
            job ->
                job == null || job.startedAt() != null
                    ? Future.succeededFuture()
                    : store(job, Status.CANCELLED, null));
  }
}
