package ai.tickstock.launcher.http;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.BusHealth;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.ErrorReport.Severity;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at Redis and PostgreSQL once a second, and publishes each half's health every ten seconds,
 * and at once when its state changes. Its other methods may be called by any thread.
 */
public final class HealthVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(HealthVerticle.class);
  private static final long LOOK_MILLIS = 1_000;
  private static final long PUBLISH_MILLIS = 10_000;
  private static final long PATIENCE_MILLIS = 3_000;

  private final String node;
  private final BusFactory buses;
  private final Supplier<Future<Void>> database;
  private final Map<String, Supplier<JsonObject>> halves;
  private final Clock clock;
  private volatile Look latest =
      new Look(0, null, "not asked yet", 0, "not asked yet", null, Map.of());
  private volatile Supplier<JsonObject> configuration = JsonObject::new;
  private volatile Supplier<String> disk = () -> null;
  private Bus bus;
  private boolean looking;
  private String published = "";

  /**
   * @param node name of this process
   * @param database fails when PostgreSQL does not answer
   * @param halves the health of each half that runs here, by name, cheap and for any thread; more
   *     may come while this runs
   */
  public HealthVerticle(
      String node,
      BusFactory buses,
      Supplier<Future<Void>> database,
      Map<String, Supplier<JsonObject>> halves,
      Clock clock) {
    this.node = node;
    this.buses = buses;
    this.database = database;
    this.halves = halves;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    bus = buses.create(vertx);
    vertx.setPeriodic(LOOK_MILLIS, timer -> look());
    vertx.setPeriodic(PUBLISH_MILLIS, timer -> publish());
    return look();
  }

  private Future<Void> look() {
    if (looking) {
      return Future.succeededFuture();
    }
    looking = true;
    long asked = System.nanoTime();
    double[] postgresMillis = new double[1];
    Future<BusHealth> redis = bus.health().timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    Future<Void> postgres =
        database
            .get()
            .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
            .onSuccess(answered -> postgresMillis[0] = (System.nanoTime() - asked) / 1e6);
    return Future.join(redis, postgres)
        .transform(
            done -> {
              looking = false;
              latest =
                  new Look(
                      clock.millis(),
                      redis.result(),
                      reason(redis),
                      postgresMillis[0],
                      reason(postgres),
                      null,
                      Map.of());
              publishChange();
              return Future.succeededFuture();
            });
  }

  /** The latest look at the servers, and how the halves are now. */
  private Look now() {
    Map<String, JsonObject> answers = new TreeMap<>();
    halves.forEach((name, half) -> answers.put(name, half.get()));
    return latest.with(answers, disk.get());
  }

  private static String reason(Future<?> answer) {
    if (answer.succeeded()) {
      return null;
    }
    Throwable cause = answer.cause();
    if (cause instanceof TimeoutException) {
      return "no answer within " + PATIENCE_MILLIS / 1000 + " s";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Nobody waits ten seconds to hear that something has fallen ill, or is well again. */
  private void publishChange() {
    String states = now().states();
    if (!states.equals(published)) {
      publish();
    }
  }

  private void publish() {
    Look look = now();
    published = look.states();
    for (String half : look.halves().keySet()) {
      JsonObject message = look.message(half, node).put("configuration", configuration.get());
      bus.publish(Channels.HEALTH, message.toBuffer())
          .onFailure(away -> LOG.debug("Health was not published: {}", away.getMessage()));
    }
  }

  /** Whether Redis and PostgreSQL answered when last asked. */
  public boolean serversAnswer() {
    return latest.serversAnswer();
  }

  /** Which of the servers did not answer when last asked, and why. */
  public String serversAway() {
    Look look = latest;
    String redis = look.redisError() == null ? "" : "Redis: " + look.redisError();
    String postgres = look.postgresError() == null ? "" : "PostgreSQL: " + look.postgresError();
    return redis + (redis.isEmpty() || postgres.isEmpty() ? "" : "; ") + postgres;
  }

  /** Has the configuration's state shown, cheap and for any thread. */
  public void configuration(Supplier<JsonObject> state) {
    configuration = state;
  }

  /** Has what is wrong with the disk shown, null for nothing; cheap and for any thread. */
  public void disk(Supplier<String> trouble) {
    disk = trouble;
  }

  /** Tells the errors' channel that something was refused here. */
  public void report(String component, String reason, String message) {
    ErrorReport report =
        new ErrorReport(Severity.ERROR, component, reason, message, null, 1, clock.instant());
    context.runOnContext(
        here ->
            bus.publish(Channels.ERRORS, report.json().toBuffer())
                .onFailure(away -> LOG.debug("Nobody could be told: {}", away.getMessage())));
  }

  JsonObject ready() {
    return now().ready(clock.millis()).put("configuration", configuration.get());
  }

  JsonObject all() {
    return now().all(node, clock.millis()).put("configuration", configuration.get());
  }

  @Override
  public Future<?> stop() {
    return bus.close();
  }
}
