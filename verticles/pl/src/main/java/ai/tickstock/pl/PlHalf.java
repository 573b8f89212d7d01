package ai.tickstock.pl;

import ai.tickstock.pl.aggregation.Aggregation;
import ai.tickstock.pl.alerts.AlertNeeds;
import ai.tickstock.pl.alerts.AlertNeedsVerticle;
import ai.tickstock.pl.analysis.StageConfig;
import ai.tickstock.pl.backtest.BacktestVerticle;
import ai.tickstock.pl.backtest.JobsOptions;
import ai.tickstock.pl.indicators.IndicatorOptions;
import ai.tickstock.pl.indicators.IndicatorVerticle;
import ai.tickstock.pl.patterns.PatternDetectionVerticle;
import ai.tickstock.pl.patterns.PatternOptions;
import ai.tickstock.pl.persistence.BarEventsVerticle;
import ai.tickstock.pl.persistence.PersistenceVerticle;
import ai.tickstock.pl.records.RecordOptions;
import ai.tickstock.pl.records.RecordVerticle;
import ai.tickstock.store.write.AlertNeedsTable;
import ai.tickstock.wire.LocalCodec;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The producer half, deployed. {@link #health()} may be called by any thread. */
public final class PlHalf {
  private static final Logger LOG = LoggerFactory.getLogger(PlHalf.class);

  /** Longest waits of a stop, each more than its verticles give themselves; 4.8 s in all. */
  private static final long AGGREGATION_CLOSE_MILLIS = 2_600;

  private static final long STAGES_CLOSE_MILLIS = 1_500;
  private static final long PERSISTENCE_CLOSE_MILLIS = 700;

  private static final JsonObject NOTHING_NEEDED = new AlertNeeds(0).json();

  private final Vertx vertx;
  private final PersistenceVerticle persistence;
  private final BarEventsVerticle barEvents;
  private final BacktestVerticle backtests;
  private final RecordVerticle records;
  private final StageSlot<PatternDetectionVerticle> patterns;
  private final StageSlot<IndicatorVerticle> indicators;
  private final List<String> stages = new ArrayList<>();
  private String persistenceId;
  private String backtestsId;
  private Aggregation aggregation;
  private PlHealth health;
  private volatile JsonObject configured;
  private volatile JsonObject needed = NOTHING_NEEDED;
  private Future<Void> turn = Future.succeededFuture();

  private PlHalf(Vertx vertx, Backends backends) {
    this.vertx = vertx;
    persistence = new PersistenceVerticle(backends);
    barEvents = new BarEventsVerticle(backends);
    backtests = new BacktestVerticle(backends);
    records = new RecordVerticle(backends);
    patterns = new StageSlot<>(vertx, () -> new PatternDetectionVerticle(backends));
    indicators = new StageSlot<>(vertx, () -> new IndicatorVerticle(backends));
  }

  /**
   * Deploys the half: persistence, then the stages behind it, then aggregation and last the feed,
   * so that nothing is told to nobody.
   *
   * @param config the whole configuration object
   * @return fails, with nothing left behind, if an option is refused or the database is away; a
   *     Redis that is away only delays things
   */
  public static Future<PlHalf> deploy(Vertx vertx, JsonObject config, Backends backends) {
    return deploy(vertx, config, backends, null);
  }

  /**
   * The same, computing what users' alerts need as well.
   *
   * @param alerts where that is kept; null for none
   */
  public static Future<PlHalf> deploy(
      Vertx vertx, JsonObject config, Backends backends, AlertNeedsTable alerts) {
    LocalCodec.register(vertx.eventBus());
    PlHalf half = new PlHalf(vertx, backends);
    return half.needs(config, alerts)
        .compose(
            needs ->
                half.deploy(config, backends)
                    .compose(deployed -> half.hearAlerts(config, backends, alerts, needs)))
        .recover(error -> half.close().transform(closed -> Future.failedFuture(error)))
        .map(half);
  }

  private Future<AlertNeeds> needs(JsonObject config, AlertNeedsTable alerts) {
    configured = config;
    if (alerts == null) {
      return Future.succeededFuture();
    }
    return alerts
        .all()
        .map(
            stored -> {
              AlertNeeds all = AlertNeeds.from(config).with(stored);
              needed = all.json();
              return all;
            });
  }

  private Future<Void> hearAlerts(
      JsonObject config, Backends backends, AlertNeedsTable alerts, AlertNeeds needs) {
    return alerts == null
        ? Future.succeededFuture()
        : deployStage(
            new AlertNeedsVerticle(
                backends.bus(), alerts, needs, backends.clock(), this::computeAlso),
            new DeploymentOptions().setConfig(config));
  }

  private Future<Void> deploy(JsonObject config, Backends backends) {
    JsonObject wanted = AlertNeeds.beside(config, needed);
    DeploymentOptions options = new DeploymentOptions().setConfig(config);
    return vertx
        .deployVerticle(persistence, options)
        .onSuccess(id -> persistenceId = id)
        .compose(done -> deployStage(barEvents, options))
        .compose(done -> patterns.deploy(wanted))
        .compose(done -> indicators.deploy(wanted))
        .compose(done -> Aggregation.deploy(vertx, config, backends))
        .onSuccess(
            deployed -> {
              aggregation = deployed;
              health =
                  new PlHealth(
                      vertx, deployed, persistence, barEvents, patterns, indicators, backtests);
            })
        .compose(done -> vertx.deployVerticle(backtests, options))
        .onSuccess(id -> backtestsId = id)
        .compose(done -> deployStage(records, options));
  }

  private Future<Void> deployStage(VerticleBase stage, DeploymentOptions options) {
    return vertx.deployVerticle(stage, options).onSuccess(stages::add).mapEmpty();
  }

  /**
   * Stops in order, in less than 5 s: backtests, which are given back, and the feed and aggregation
   * with its final commit, the stages with what they have before them, persistence. What takes
   * longer is left behind; nothing is lost by that, the next start goes on from what is stored.
   */
  public Future<Void> close() {
    if (health != null) {
      health.close();
    }
    Future<Void> jobs =
        backtestsId == null
            ? Future.succeededFuture()
            : within(AGGREGATION_CLOSE_MILLIS, "backtests", vertx.undeploy(backtestsId));
    Future<Void> ticks =
        aggregation == null
            ? Future.succeededFuture()
            : within(AGGREGATION_CLOSE_MILLIS, "aggregation", aggregation.close());
    return Future.join(ticks, jobs)
        .compose(
            done ->
                within(STAGES_CLOSE_MILLIS, "the stages", Future.join(closingStages()).mapEmpty()))
        .compose(
            done ->
                persistenceId == null
                    ? Future.succeededFuture()
                    : within(
                        PERSISTENCE_CLOSE_MILLIS, "persistence", vertx.undeploy(persistenceId)));
  }

  private List<Future<Void>> closingStages() {
    List<Future<Void>> closing = new ArrayList<>(stages.stream().map(vertx::undeploy).toList());
    closing.add(patterns.undeploy());
    closing.add(indicators.undeploy());
    return closing;
  }

  /**
   * Takes a changed configuration over while it runs. Keys that need a restart are left as they
   * are. One call at a time.
   *
   * @param from the configuration as it is
   * @param to the configuration wanted, checked
   * @return completes when every instance works by it
   */
  public Future<Void> reconfigure(JsonObject from, JsonObject to) {
    persistence.reconfigure(to);
    return aggregation
        .reconfigure(to)
        .compose(done -> backtests.reconfigure(JobsOptions.from(to)))
        .compose(
            done ->
                inTurn(
                    () -> {
                      JsonObject before = AlertNeeds.beside(from, needed);
                      configured = to;
                      return change(before, AlertNeeds.beside(to, needed));
                    }));
  }

  /** Computes from now on, beside what is configured, what alerts need. */
  private Future<Void> computeAlso(JsonObject needs) {
    return inTurn(
        () -> {
          JsonObject before = AlertNeeds.beside(configured, needed);
          needed = needs;
          return change(before, AlertNeeds.beside(configured, needs));
        });
  }

  /** One change of the stages at a time. */
  private synchronized Future<Void> inTurn(Supplier<Future<Void>> change) {
    turn = turn.transform(before -> change.get());
    return turn;
  }

  private Future<Void> change(JsonObject from, JsonObject to) {
    Future<Void> done = Future.succeededFuture();
    boolean resized = StageConfig.maxSymbols(from) != StageConfig.maxSymbols(to);
    if (resized || !PatternOptions.from(from).equals(PatternOptions.from(to))) {
      done = done.compose(before -> patterns.replace(to));
    }
    if (resized || !IndicatorOptions.from(from).equals(IndicatorOptions.from(to))) {
      done = done.compose(before -> indicators.replace(to));
    }
    return done;
  }

  /**
   * Refuses a configuration this half cannot work by.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public static void check(JsonObject config) {
    Aggregation.check(config);
    PersistenceVerticle.check(config);
    PatternOptions.from(config);
    IndicatorOptions.from(config);
    AlertNeeds.from(config);
    JobsOptions.from(config);
    RecordOptions.from(config);
  }

  private static Future<Void> within(long millis, String what, Future<Void> stopping) {
    return stopping
        .timeout(millis, TimeUnit.MILLISECONDS)
        .recover(
            error -> {
              LOG.warn("{} did not stop cleanly: {}", what, error.toString());
              return Future.succeededFuture();
            });
  }

  /**
   * The half's part of the health message: status, error, rates, lag_seconds (how long it would
   * take to read what is in the log, at the present rate), queues, jobs, counts.
   */
  public JsonObject health() {
    return health.json();
  }
}
