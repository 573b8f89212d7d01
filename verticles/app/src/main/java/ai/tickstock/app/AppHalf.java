package ai.tickstock.app;

import ai.tickstock.app.backtests.BacktestDesk;
import ai.tickstock.app.backtests.BacktestOptions;
import ai.tickstock.app.bridge.Bridge;
import ai.tickstock.app.bridge.BridgeOptions;
import ai.tickstock.app.bridge.EventFeedVerticle;
import ai.tickstock.app.bridge.FanOutVerticle;
import ai.tickstock.app.delivery.SendingVerticle;
import ai.tickstock.app.publisher.TickPublisherVerticle;
import ai.tickstock.app.sources.SourceOptions;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer half, deployed: the tick publisher, the reader of events and the fan-out to
 * browsers. Thread-safe.
 */
public final class AppHalf {
  private static final Logger LOG = LoggerFactory.getLogger(AppHalf.class);

  private final Vertx vertx;
  private final Deque<String> deployed = new ArrayDeque<>();
  private final FanOutVerticle fanOut;
  private final EventFeedVerticle events;
  private final BacktestDesk backtests;
  private final SendingVerticle sending;
  private final AppBackends backends;
  private final Bridge bridge;
  private volatile TickPublisherVerticle publisher;
  private String publisherId;

  private AppHalf(
      Vertx vertx, AppBackends backends, BridgeOptions options, TickPublisherVerticle publisher) {
    this.vertx = vertx;
    this.backends = backends;
    this.fanOut = new FanOutVerticle(backends);
    this.events = new EventFeedVerticle(backends);
    this.backtests = new BacktestDesk(backends);
    this.sending = new SendingVerticle(backends);
    this.publisher = publisher;
    this.bridge =
        new Bridge(fanOut, options, backends.alerts(), backends.metrics(), backends.clock());
  }

  /**
   * Deploys the half; complete when it publishes and reads.
   *
   * @param config the whole configuration object
   * @return fails, with nothing left behind, if an option is refused
   */
  public static Future<AppHalf> deploy(Vertx vertx, JsonObject config, AppBackends backends) {
    boolean publishes;
    BridgeOptions bridge;
    try {
      bridge = BridgeOptions.from(config);
      publishes = SourceOptions.from(config).type() != SourceOptions.Type.NONE;
    } catch (IllegalArgumentException | ClassCastException refused) {
      return Future.failedFuture(refused);
    }
    AppHalf half =
        new AppHalf(
            vertx, backends, bridge, publishes ? new TickPublisherVerticle(backends) : null);
    return half.deploy(new DeploymentOptions().setConfig(config))
        .recover(refused -> half.close().transform(closed -> Future.failedFuture(refused)))
        .map(half);
  }

  private Future<Void> deploy(DeploymentOptions options) {
    return vertx
        .deployVerticle(fanOut, options)
        .onSuccess(this::remember)
        .compose(hears -> vertx.deployVerticle(events, options))
        .onSuccess(this::remember)
        .compose(reads -> vertx.deployVerticle(sending, options))
        .onSuccess(this::remember)
        .compose(sends -> vertx.deployVerticle(backtests, options))
        .onSuccess(this::remember)
        .compose(submits -> deployPublisher(options))
        .mapEmpty();
  }

  private Future<Void> deployPublisher(DeploymentOptions options) {
    TickPublisherVerticle publishes = publisher;
    return publishes == null
        ? Future.succeededFuture()
        : vertx.deployVerticle(publishes, options).onSuccess(id -> publisherId = id).mapEmpty();
  }

  private Future<Void> undeployPublisher() {
    String id = publisherId;
    publisherId = null;
    return id == null
        ? Future.succeededFuture()
        : vertx
            .undeploy(id)
            .onFailure(error -> LOG.warn("The publisher did not stop cleanly", error))
            .otherwiseEmpty();
  }

  /**
   * Takes a changed configuration over while it runs. Keys that need a restart are left as they
   * are. One call at a time.
   *
   * @param from the configuration as it is
   * @param to the configuration wanted, checked
   * @return completes when it works by it; a source that cannot be opened fails it, with nothing
   *     published any more
   */
  public Future<Void> reconfigure(JsonObject from, JsonObject to) {
    bridge.reconfigure(BridgeOptions.from(to));
    backtests.reconfigure(BacktestOptions.from(to));
    if (from.getJsonObject("source", new JsonObject())
        .equals(to.getJsonObject("source", new JsonObject()))) {
      return Future.succeededFuture();
    }
    return undeployPublisher()
        .compose(
            gone -> {
              boolean publishes = SourceOptions.from(to).type() != SourceOptions.Type.NONE;
              publisher = publishes ? new TickPublisherVerticle(backends) : null;
              return deployPublisher(new DeploymentOptions().setConfig(to));
            });
  }

  private synchronized void remember(String id) {
    deployed.push(id);
  }

  private synchronized String last() {
    return deployed.poll();
  }

  /** Stops gracefully: the source, a last flush and {@code end}, the readers' positions. */
  public Future<Void> close() {
    return undeployPublisher().compose(gone -> closeReaders());
  }

  private Future<Void> closeReaders() {
    String id = last();
    return id == null
        ? Future.succeededFuture()
        : vertx
            .undeploy(id)
            .onFailure(error -> LOG.warn("A part of App did not stop cleanly", error))
            .transform(gone -> closeReaders());
  }

  /** Where users' backtests are submitted. */
  public BacktestDesk backtests() {
    return backtests;
  }

  /** The way to the browsers. */
  public Bridge bridge() {
    return bridge;
  }

  /** This half's part of the health message, at most a second old. */
  public JsonObject health() {
    TickPublisherVerticle publishes = publisher;
    JsonObject health =
        publishes == null ? new JsonObject().put("status", "healthy") : publishes.health();
    health.mergeIn(events.health(), true);
    health.getJsonObject("counts").put("browsers", bridge.sockets());
    String outgoing = sending.hostsResting() == 0 ? "closed" : "open";
    return health.put("breakers", new JsonObject().put("outgoing", outgoing));
  }
}
