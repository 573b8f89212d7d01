package ai.tickstock.app.alerts;

import ai.tickstock.app.alerts.match.Matcher;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Bus;
import io.micrometer.core.instrument.Tag;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches users' rules against the events of bars, indicators and patterns. Every node matches all
 * of them; that an alert fires once is decided behind {@link AlertSink}.
 */
final class AlertVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AlertVerticle.class);
  private static final long COMMIT_MILLIS = 1_000;
  private static final long REVIEW_MILLIS = 500;
  private static final long STOP_MILLIS = 800;

  private final RuleBackends backends;
  private final Matcher matcher = new Matcher();
  private final List<AlertLog> logs = new ArrayList<>();
  private final NeedsSender needs = new NeedsSender();
  private Bus bus;
  private AlertSink sink;
  private AlertFirer firer;
  private RuleBook book;
  private Waits waits;
  private boolean stopping;
  private volatile JsonObject health = new JsonObject();

  AlertVerticle(RuleBackends backends) {
    this.backends = backends;
  }

  @Override
  public Future<?> start() {
    AlertOptions options = AlertOptions.from(config());
    Topics topics = Topics.from(config());
    bus = backends.bus().create(vertx);
    sink = backends.sinks().create(vertx);
    firer = new AlertFirer(vertx, backends, matcher, sink);
    book = new RuleBook(vertx, backends, matcher, needs::tell);
    Warming warming = new Warming(backends.series(), matcher);
    waits = new Waits(matcher, warming, wait -> firer.fire(wait.watch(), wait.news()));
    for (String channel : Channels.MATCHED) {
      AlertLog log = new AlertLog(vertx, matcher, warming, firer, waits);
      logs.add(log);
    }
    return bus.appender(topics.topic(Channels.JOBS_ALERTS), "app.alerts." + options.node())
        .onSuccess(needs::open)
        .compose(open -> book.look())
        .compose(known -> openLogs(topics))
        .onSuccess(open -> begin())
        .recover(refused -> bus.close().transform(closed -> Future.failedFuture(refused)));
  }

  private Future<Void> openLogs(Topics topics) {
    List<Future<Void>> opening = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      opening.add(logs.get(i).open(bus, topics.topic(Channels.MATCHED.get(i))));
    }
    return Future.all(opening).mapEmpty();
  }

  private void begin() {
    LOG.info("Alerts      {} rules", matcher.size());
    book.keepLooking();
    vertx.setPeriodic(COMMIT_MILLIS, tick -> everySecond());
    review();
    backends.metrics().gauge("tickstock_alert_rules", List.of(), matcher, Matcher::size);
    backends
        .metrics()
        .gauge("tickstock_queue_depth", List.of(Tag.of("queue", "alerts")), waits, Waits::size);
    backends
        .metrics()
        .gauge(
            "tickstock_queue_depth",
            List.of(Tag.of("queue", "alert_needs")),
            needs,
            NeedsSender::size);
  }

  private void everySecond() {
    for (AlertLog log : logs) {
      log.commit()
          .onFailure(error -> LOG.debug("{}: position not stored yet", log.channel(), error));
    }
    health =
        new JsonObject()
            .put("rules", matcher.size())
            .put("fired", firer.fired())
            .put("waiting", waits.size())
            .put("lag", logs.stream().mapToLong(AlertLog::lag).sum());
  }

  private void review() {
    if (stopping) {
      return;
    }
    vertx
        .timer(REVIEW_MILLIS, TimeUnit.MILLISECONDS)
        .compose(timer -> waits.review())
        .onFailure(
            error -> LOG.debug("What is stored could not be looked at: {}", error.toString()))
        .onComplete(done -> review());
  }

  /** How many rules there are, alerts fired, and what waits. For any thread. */
  JsonObject health() {
    return health.copy();
  }

  /** Looks at changed rules now. For any thread. */
  Future<Void> look() {
    return here(() -> book.look());
  }

  /** Hands an alert on as if it had fired. For any thread. */
  Future<AlertSink.Outcome> hand(FiredAlert alert) {
    return here(() -> sink.fired(alert));
  }

  private <T> Future<T> here(Supplier<Future<T>> action) {
    return Future.future(done -> context.runOnContext(go -> action.get().onComplete(done)));
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    firer.close();
    book.close();
    return Future.join(logs.stream().map(AlertLog::close).toList())
        .compose(read -> needs.flush())
        .timeout(STOP_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(error -> LOG.warn("Stopped without storing how far alerts were decided", error))
        .transform(closed -> bus.close());
  }
}
