package ai.tickstock.pl.backtest;

import ai.tickstock.analytics.backtest.BacktestWatcher;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.analysis.Retry;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.MarketCalendars;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.Claim;
import ai.tickstock.wire.jobs.JobBoard;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs backtests: reads the logs of jobs and commands, puts jobs on the board, and claims as many
 * as it has workers. All but the engine happens on its event loop; the engine has a pool of its
 * own.
 */
public final class BacktestVerticle extends VerticleBase implements JobIntake.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(BacktestVerticle.class);
  private static final long LOOK_MILLIS = 500;
  private static final long ANNOUNCE_MILLIS = 5_000;

  private static final long FIRST_PRUNE_MILLIS = 30_000;
  private static final long PRUNE_MILLIS = 3_600_000;

  /** Longest waits of a stop. */
  private static final long RELEASE_MILLIS = 1_000;

  private static final long CLOSE_MILLIS = 500;

  private final Backends backends;
  private final Consumer<BacktestWatcher.State> simulating;
  private final Map<String, BacktestRun> running = new LinkedHashMap<>();
  private final BacktestMetrics metrics;
  private JobsOptions options;
  private Bus bus;
  private JobBoard board;
  private Retry retry;
  private WorkerExecutor workers;
  private ResultAnnouncer announcer;
  private JobIntake intake;
  private JobLogReader jobs;
  private JobLogReader commands;
  private Appender progress;
  private String worker;
  private boolean isLooking;
  private boolean lookAgain;
  private boolean isClosing;
  private volatile String trouble;

  /** Backtests over what {@code backends} names. */
  public BacktestVerticle(Backends backends) {
    this(backends, state -> {});
  }

  /** The same, telling {@code simulating} where each engine is, on its worker. */
  BacktestVerticle(Backends backends, Consumer<BacktestWatcher.State> simulating) {
    this.backends = backends;
    this.simulating = simulating;
    this.metrics = new BacktestMetrics(backends.metrics());
  }

  /** Ready once it hears of jobs. */
  @Override
  public Future<?> start() {
    options = JobsOptions.from(config());
    worker = config().getString("node", "") + "/" + UUID.randomUUID().toString().substring(0, 8);
    Topics topics = Topics.from(config());
    bus = backends.bus().create(vertx);
    board = backends.jobs().create(vertx);
    retry = new Retry(vertx, "backtests");
    workers =
        vertx.createSharedWorkerExecutor(
            "tickstock-backtest-" + UUID.randomUUID(), options.workers(), 1, TimeUnit.DAYS);
    announcer =
        new ResultAnnouncer(
            backends.backtests().runs(), bus, topics.topic(Channels.BACKTEST_RESULTS), retry);
    Complaints complaints = new Complaints(vertx, bus, backends.metrics(), backends.clock());
    intake =
        new JobIntake(
            board, backends.backtests().runs(), complaints, backends.clock(), options, this);
    jobs = new JobLogReader(bus, topics.topic(Channels.JOBS_BACKTEST), complaints, intake::job);
    commands =
        new JobLogReader(bus, topics.topic(Channels.JOBS_SYSTEM), complaints, intake::command);
    vertx.setPeriodic(LOOK_MILLIS, timer -> look());
    vertx.setPeriodic(ANNOUNCE_MILLIS, timer -> ended());
    BacktestPruning pruning = new BacktestPruning(backends.backtests().runs(), backends.clock());
    vertx.setPeriodic(FIRST_PRUNE_MILLIS, PRUNE_MILLIS, timer -> pruning.run(options.keep()));
    return Future.all(jobs.open(), commands.open())
        .compose(
            heard ->
                bus.appender(topics.topic(Channels.BACKTEST_PROGRESS), "pl.progress." + worker))
        .onSuccess(
            appender -> {
              progress = appender;
              ended();
              look();
            });
  }

  /**
   * Takes what may change while it runs: bounds per user, leases, what is kept; not the number of
   * workers.
   */
  public Future<Void> reconfigure(JobsOptions wanted) {
    return Future.future(
        done ->
            context.runOnContext(
                here -> {
                  options = wanted;
                  intake.reconfigure(wanted);
                  done.complete();
                }));
  }

  @Override
  public void submitted() {
    look();
  }

  @Override
  public void cancelling(String jobId) {
    BacktestRun run = running.get(jobId);
    if (run != null) {
      run.cancel();
    }
  }

  @Override
  public void ended() {
    if (!isClosing) {
      announcer
          .announce()
          .onFailure(error -> LOG.debug("Results are told of later: {}", error.toString()));
    }
  }

  /** Claims jobs while there are workers free. */
  private void look() {
    if (isLooking) {
      lookAgain = true;
      return;
    }
    int free = options.workers() - running.size();
    if (isClosing || progress == null) {
      return;
    }
    isLooking = true;
    lookAgain = false;
    Future<?> looked =
        free <= 0 ? Future.succeededFuture() : board.claimable(2 * free).compose(this::claim);
    looked
        .compose(claimed -> board.active())
        .onSuccess(
            active -> {
              metrics.active(active);
              trouble = null;
            })
        .onFailure(this::boardAway)
        .onComplete(
            done -> {
              isLooking = false;
              if (lookAgain) {
                look();
              }
            });
  }

  private void boardAway(Throwable error) {
    if (trouble == null && !isClosing) {
      LOG.warn("The job board cannot be read, trying on: {}", error.toString());
    }
    trouble = "the job board cannot be read: " + error.getMessage();
  }

  private Future<Void> claim(List<String> ids) {
    return OneByOne.each(
        ids,
        id ->
            isClosing || running.containsKey(id) || running.size() >= options.workers()
                ? Future.succeededFuture()
                : board.claim(id, worker, options.lease()).map(this::begin));
  }

  private Void begin(Claim claim) {
    if (claim == null) {
      return null;
    }
    if (isClosing) {
      board.release(claim);
      return null;
    }
    RunContext with =
        new RunContext(
            vertx,
            board,
            backends.backtests(),
            announcer,
            workers,
            this::tell,
            simulating,
            MarketCalendars.from(config()),
            options,
            backends.clock());
    BacktestRun run = new BacktestRun(with, claim);
    running.put(claim.jobId(), run);
    metrics.running(running.size());
    run.run()
        .onSuccess(
            status -> {
              running.remove(claim.jobId(), run);
              metrics.running(running.size());
              if (status != null) {
                metrics.ended(status);
              }
              look();
            });
    return null;
  }

  /** Progress is worth nothing once it is late: what does not fit is left out. */
  private void tell(JsonObject event) {
    if (!progress.isFull() && progress.pending() < 1_000) {
      progress.append(event.toBuffer());
    }
  }

  /** Jobs that wait for a worker, about. Thread-safe. */
  public long queueDepth() {
    return metrics.waiting();
  }

  /** Backtests ended here. Thread-safe. */
  public long jobsEnded() {
    return metrics.ended();
  }

  /** Why no job is taken just now, for people; null when all is well. Thread-safe. */
  public String trouble() {
    return trouble;
  }

  /** As if the process had died: nothing is given back, stored or told any more. For tests. */
  Future<Void> die() {
    return Future.future(
        done ->
            context.runOnContext(
                here -> {
                  isClosing = true;
                  List.copyOf(running.values()).forEach(BacktestRun::abandon);
                  running.clear();
                  done.complete();
                }));
  }

  /** Gives back what runs, so that another, or the next start, takes it at once. */
  @Override
  public Future<?> stop() {
    isClosing = true;
    retry.stop();
    List<Future<?>> released = new ArrayList<>();
    List.copyOf(running.values()).forEach(run -> released.add(run.giveBack()));
    return quietly(RELEASE_MILLIS, Future.join(released).mapEmpty())
        .compose(
            done -> quietly(CLOSE_MILLIS, Future.join(jobs.close(), commands.close()).mapEmpty()))
        .compose(done -> quietly(CLOSE_MILLIS, board.close()))
        .compose(done -> quietly(CLOSE_MILLIS, bus.close()))
        .onComplete(done -> workers.close());
  }

  private static Future<Void> quietly(long millis, Future<Void> closing) {
    return closing
        .timeout(millis, TimeUnit.MILLISECONDS)
        .onFailure(error -> LOG.info("Backtests stop without waiting: {}", error.toString()))
        .otherwiseEmpty();
  }
}
