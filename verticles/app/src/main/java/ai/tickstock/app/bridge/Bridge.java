package ai.tickstock.app.bridge;

import ai.tickstock.app.delivery.AlertBackends;
import ai.tickstock.app.http.Identity;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import io.vertx.ext.web.handler.sockjs.Transport;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to the browsers: SockJS with the Vert.x event-bus bridge protocol, but with one fan-out
 * per event loop in place of one event-bus consumer per browser. Thread-safe.
 */
public final class Bridge {
  private static final long HEARTBEAT_MILLIS = 25_000;

  private final Audience audience;
  private final Replays replays;
  private volatile BridgeOptions options;
  private final AlertBackends alerts;
  private final Clock clock;
  private final BridgeMetrics metrics;
  private final Map<String, Integer> socketsOf = new ConcurrentHashMap<>();
  private final AtomicInteger sockets = new AtomicInteger();

  /** Browsers are told what {@code fanOut} reads, and their users' own alerts. */
  public Bridge(
      FanOutVerticle fanOut,
      BridgeOptions options,
      AlertBackends alerts,
      MeterRegistry registry,
      Clock clock) {
    this.alerts = alerts;
    this.audience = fanOut.audience();
    this.replays = fanOut;
    this.options = options;
    this.clock = clock;
    this.metrics = new BridgeMetrics(registry, sockets, audience);
  }

  /** One event loop's share. */
  public record Mounted(Router router, Hub hub) {
    /** Says goodbye to its browsers. */
    public Future<Void> close() {
      return hub.close();
    }
  }

  /**
   * The routes of the bridge, for the event loop that calls. What comes there must have passed the
   * guard.
   */
  public Mounted mount(Vertx vertx) {
    SockJSHandlerOptions sockJs =
        new SockJSHandlerOptions()
            .setHeartbeatInterval(HEARTBEAT_MILLIS)
            .setInsertJSESSIONID(false);
    for (Transport transport : Transport.values()) {
      if (transport != Transport.WEBSOCKET) {
        sockJs.addDisabledTransport(transport.toString());
      }
    }
    Hub hub = new Hub(vertx, this);
    Router router =
        SockJSHandler.create(vertx, sockJs).socketHandler(socket -> accept(hub, socket));
    return new Mounted(router, hub);
  }

  private static void accept(Hub hub, SockJSSocket socket) {
    boolean batching = "1".equals(socket.routingContext().request().getParam("batch"));
    hub.accept(socket, Identity.of(socket.routingContext()), batching);
  }

  /** With these bounds from now on; who is connected stays. */
  public void reconfigure(BridgeOptions wanted) {
    options = wanted;
  }

  /** Whether a user may have one socket more; it counts from now on. */
  boolean admit(String user) {
    int all = sockets.incrementAndGet();
    int own = socketsOf.merge(user, 1, Integer::sum);
    if (all > options.maxSockets() || own > options.maxSocketsPerUser()) {
      metrics.refused("too_many_sockets");
      release(user);
      return false;
    }
    return true;
  }

  void release(String user) {
    sockets.decrementAndGet();
    socketsOf.computeIfPresent(user, (name, count) -> count > 1 ? count - 1 : null);
  }

  /** Browsers connected now. */
  public int sockets() {
    return sockets.get();
  }

  /** The mailboxes of one hub, on the context that calls. */
  Mailboxes mailboxes(Vertx vertx) {
    return new Mailboxes(alerts.messages().create(vertx), alerts.history());
  }

  Audience audience() {
    return audience;
  }

  Replays replays() {
    return replays;
  }

  BridgeMetrics metrics() {
    return metrics;
  }

  Clock clock() {
    return clock;
  }
}
