package ai.tickstock.app.backtests;

import ai.tickstock.app.AppBackends;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.JobBoard;
import ai.tickstock.wire.jobs.JobState;
import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.jobs.Submission;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.message.BacktestJob;
import ai.tickstock.wire.message.SystemCommand;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where users' backtests go to the other half: on the board first, which alone decides, then into
 * the log of jobs. A worker looks at the board too, so a job whose log entry is late, or lost with
 * this process, runs all the same. Its methods may be called on any context, and answer on it.
 */
public final class BacktestDesk extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(BacktestDesk.class);
  private static final long STOP_MILLIS = 500;

  private final AppBackends backends;
  private Context home;
  private volatile BacktestOptions options;
  private Bus bus;
  private JobBoard board;
  private Appender jobs;
  private Appender commands;

  /** Over the board and the logs of {@code backends}. */
  public BacktestDesk(AppBackends backends) {
    this.backends = backends;
  }

  @Override
  public Future<?> start() {
    options = BacktestOptions.from(config());
    Topics topics = Topics.from(config());
    String publisher = "app." + config().getString("node", "");
    home = vertx.getOrCreateContext();
    bus = backends.bus().create(vertx);
    board = backends.jobs().create(vertx);
    return bus.appender(topics.topic(Channels.JOBS_BACKTEST), publisher)
        .onSuccess(appender -> jobs = appender)
        .compose(open -> bus.appender(topics.topic(Channels.JOBS_SYSTEM), publisher))
        .onSuccess(appender -> commands = appender)
        .recover(refused -> close().transform(closed -> Future.failedFuture(refused)));
  }

  /** Works by these bounds from now on. */
  public void reconfigure(BacktestOptions wanted) {
    options = wanted;
  }

  /** How many backtests of a user may wait or run at once. */
  int mostActive() {
    return options.maxPerUser();
  }

  /**
   * Submits a job, once however often it is called.
   *
   * @param message the job as the log is to have it
   * @return fails if the board is away; whether it has the job is then unknown
   */
  Future<Submission> submit(BacktestJob job, JsonObject message) {
    return here(
        () ->
            board
                .submit(job.jobId(), job.userId(), message, job.timestamp(), options.maxPerUser())
                .onSuccess(
                    submission -> {
                      if (submission == Submission.ACCEPTED) {
                        append(jobs, message);
                      }
                    }));
  }

  /**
   * Asks for a job's end.
   *
   * @return the state it has now, null if there is no such job; fails if the board is away
   */
  Future<Status> cancel(String jobId, Instant now) {
    return here(
        () ->
            board
                .cancel(jobId)
                .onSuccess(
                    status -> {
                      if (status == Status.CANCELLED || status == Status.CANCELLING) {
                        append(
                            commands,
                            new SystemCommand(SystemCommand.Command.CANCEL_JOB, jobId, now).json());
                      }
                    }));
  }

  /** A job; null if there is none. Fails if the board is away. */
  Future<JobState> state(String jobId) {
    return here(() -> board.state(jobId));
  }

  /** A user's newest jobs, newest first. Fails if the board is away. */
  Future<List<JobState>> jobsOf(String user) {
    return here(() -> board.jobsOf(user));
  }

  /** Not waited for: what the board knows is enough. */
  private void append(Appender log, JsonObject message) {
    if (log.isFull()) {
      LOG.warn("The log of jobs is full ({}); {} is on the board only", log.stalled(), message);
      return;
    }
    log.append(message.toBuffer());
    log.flush().onFailure(error -> LOG.warn("A job's message is late: {}", error.toString()));
  }

  private <T> Future<T> here(Supplier<Future<T>> step) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> answer = Promise.promise();
    home.runOnContext(
        go ->
            step.get()
                .onComplete(
                    (result, error) ->
                        caller.runOnContext(back -> answer.complete(result, error))));
    return answer.future();
  }

  @Override
  public Future<?> stop() {
    return Future.join(jobs.flush(), commands.flush())
        .timeout(STOP_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(error -> LOG.warn("Stopped with jobs that are on the board only"))
        .transform(flushed -> close());
  }

  private Future<Void> close() {
    return Future.join(board.close(), bus.close()).mapEmpty();
  }
}
