package ai.tickstock.launcher;

import ai.tickstock.analytics.backtest.Backtest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.BacktestResult;
import ai.tickstock.analytics.backtest.BacktestWatcher;
import ai.tickstock.analytics.backtest.Metric;
import ai.tickstock.analytics.backtest.Sweep;
import ai.tickstock.analytics.backtest.WalkForward;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.launcher.backtest.Bars;
import ai.tickstock.launcher.backtest.Cancelling;
import ai.tickstock.launcher.backtest.Finished;
import ai.tickstock.launcher.backtest.Gaps;
import ai.tickstock.launcher.backtest.Grid;
import ai.tickstock.launcher.backtest.JobArguments;
import ai.tickstock.launcher.backtest.Study;
import ai.tickstock.launcher.backtest.StudyTable;
import ai.tickstock.launcher.backtest.Walk;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.pl.backtest.BacktestRequest;
import ai.tickstock.pl.backtest.ResultJson;
import ai.tickstock.wire.MarketCalendars;
import ai.tickstock.wire.message.BacktestJob;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a backtest, a sweep or a walk forward in the foreground. */
@Command(
    name = "backtest",
    description = {
      "Runs a backtest in the foreground: over a file of bars, for which no server is needed, or"
          + " over the bars stored in the mesh of the data directory.",
      "The options become one job, the same that the API and Redis take; the result has it, so that"
          + " --job runs it again. Ctrl-C ends it with what there is so far (exit code 130)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  tickstock backtest --bars daily.csv.gz --splits splits.csv --patterns Hammer,MorningStar \\",
      "      --enter-when 'close > SMA(200)' --stop-loss 0.05 --exit-after-bars 20 --out report.html",
      "  tickstock backtest --bars daily.csv.gz --symbols SPY --enter-when 'RSI(2) < 10' \\",
      "      --sweep 'stop_loss=0,0.03,0.05;exit_after_bars=2,5,10' --walk-forward train=3y,test=1y"
    })
final class BacktestCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;
  private static final int STOP_SECONDS = 8;
  private static final String USER = "cli";

  @Mixin private BarArguments from = new BarArguments();
  @Mixin private JobArguments options = new JobArguments();

  @Option(
      names = "--sweep",
      paramLabel = "GRID",
      description = {
        "runs every combination of values, side by side on all cores:"
            + " 'stop_loss=0.02,0.05;exit_after_bars=5,10'",
        "Names are those of a job's parameters and rules, or patterns."
      })
  private String sweep = "";

  @Option(
      names = "--walk-forward",
      paramLabel = "SPEC",
      description = {
        "chooses the best of the sweep in each window and judges it by the time after it:"
            + " train=2y,test=6m[,metric=sharpe][,anchored=true]"
      })
  private String walkForward;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "by which runs are ranked; default sharpe")
  private String metric = Metric.SHARPE.label();

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "only so many of the combinations, drawn evenly")
  private Integer sample;

  @Option(names = "--seed", paramLabel = "N", description = "of the drawing; default 1")
  private long seed = 1;

  @Mixin private BacktestOutput output = new BacktestOutput();
  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private CommandSpec spec;

  private final Cancelling cancelling = new Cancelling();
  private MarketCalendar calendar;

  @Override
  public Integer call() throws Exception {
    JsonObject config = common.load().json();
    Logging.configure(config);
    Logging.quiet();
    calendar = MarketCalendars.from(config);
    try (Shutdown shutdown = Shutdown.onSignal(INTERRUPTED)) {
      try {
        shutdown.start(() -> cancelled(shutdown));
        return run(config);
      } catch (IllegalArgumentException | MessageException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      } finally {
        cancelling.ended();
      }
    }
  }

  private Cancelling cancelled(Shutdown shutdown) {
    shutdown.stops("the backtest", () -> cancelling.cancel(STOP_SECONDS));
    return cancelling;
  }

  private int run(JsonObject config) throws Exception {
    output.check();
    from.check();
    JsonObject wanted = options.job();
    Metric ranking = Walk.metric("--metric", metric);
    Walk walk = walkForward == null ? null : Walk.of(walkForward, ranking);
    Map<String, List<String>> grid = Grid.of(sweep);
    BacktestRequest.plan(BacktestJob.from(draft(wanted)), calendar);

    PrintWriter err = spec.commandLine().getErr();
    Bars bars = from.load(wanted, config, calendar, cancelling, err);
    String id = "cli_" + UUID.randomUUID();
    JsonObject job = bars.complete(wanted, id, USER, Instant.now(), calendar);
    Finished finished =
        grid.isEmpty() && walk == null
            ? one(job, bars, new JsonObject())
            : walk == null ? swept(job, grid, ranking, bars) : walked(job, grid, walk, bars);
    output.put(finished, calendar, spec.commandLine().getOut());
    return cancelling.isWanted() ? INTERRUPTED : 0;
  }

  /** What is wrong is said before anything is read. */
  private static JsonObject draft(JsonObject wanted) {
    JsonObject any = new JsonObject().put("job_type", "backtest").put("job_id", "-");
    any.put("user_id", USER).put("symbols", List.of("-")).put("timestamp", 1);
    any.put("start_date", "1900-01-01").put("end_date", "9999-12-31");
    return any.mergeIn(wanted);
  }

  private Finished one(JsonObject json, Bars bars, JsonObject more) {
    BacktestJob job = BacktestJob.from(json);
    BacktestPlan plan = BacktestRequest.plan(job, calendar);
    List<BarSeries> series = bars.of(job.symbols());
    Instant started = Instant.now();
    BacktestResult result;
    try (Progress progress = Progress.of("backtest", " bars", 1, spec.commandLine().getErr())) {
      result = Backtest.run(plan, series, state -> goOn(state, progress));
    }
    return Finished.of(ran(job, started, result, bars), result, bars, series, more);
  }

  private boolean goOn(BacktestWatcher.State state, Progress progress) {
    progress.show(
        state.bars(),
        state.total(),
        String.format("%s, equity %,.0f", calendar.day(state.millis()), state.equity()));
    return !cancelling.isWanted();
  }

  private ResultJson.Run ran(BacktestJob job, Instant started, BacktestResult result, Bars bars) {
    return new ResultJson.Run(
        job,
        result.isComplete() ? "completed" : "cancelled",
        job.timestamp(),
        started,
        Instant.now(),
        null,
        Main.version(),
        Gaps.warnings(job, bars.of(job.symbols()), result.trades(), calendar));
  }

  /** The whole table, and the best of it as a result of its own. */
  private Finished swept(JsonObject job, Map<String, List<String>> grid, Metric ranking, Bars bars)
      throws InterruptedException, IOException {
    Sweep all = points(grid, job);
    List<Sweep.Row> rows = study(job, bars, study -> study.sweep(all, ranking));
    output.rows(rows, ranking, spec.commandLine().getOut());
    JsonObject more =
        new JsonObject().put("sweep", StudyTable.json(grid, ranking, rows).put("seed", seed));
    Map<String, String> best = rows.isEmpty() ? Map.of() : rows.get(0).parameters();
    return one(Grid.job(job, best), bars, more);
  }

  private Sweep points(Map<String, List<String>> grid, JsonObject job) {
    Sweep all = Grid.sweep(grid, job, calendar);
    return sample == null ? all : all.sampled(sample, seed);
  }

  /** What the best of each window came to after it, put together. */
  private Finished walked(JsonObject json, Map<String, List<String>> grid, Walk walk, Bars bars)
      throws InterruptedException, IOException {
    Instant started = Instant.now();
    WalkForward forward = walk.over(points(grid, json), json, calendar);
    List<WalkForward.Leg> legs = study(json, bars, study -> study.walk(forward));
    if (legs.isEmpty()) {
      throw new IllegalStateException("cancelled before the first window was judged");
    }
    output.legs(legs, calendar, spec.commandLine().getOut());
    BacktestResult result = forward.stitched(legs);
    JsonObject more =
        new JsonObject()
            .put(
                "walk_forward",
                walk.json().put("seed", seed).put("windows", StudyTable.json(legs, calendar)));
    more.put("sweep", StudyTable.json(grid, walk.metric(), List.of()));
    BacktestJob job = BacktestJob.from(json);
    ResultJson.Run run = ran(job, started, result, bars);
    return Finished.of(run, result, bars, bars.of(job.symbols()), more);
  }

  /** Work of a study. */
  private interface Work<T> {
    T of(Study study) throws InterruptedException;
  }

  private <T> T study(JsonObject job, Bars bars, Work<T> work) throws InterruptedException {
    try (Progress progress = Progress.of("runs", " runs", 1, spec.commandLine().getErr())) {
      List<BarSeries> series = bars.of(BacktestJob.from(job).symbols());
      return work.of(
          new Study(series, cancelling, (done, total) -> progress.show(done, total, "")));
    }
  }
}
