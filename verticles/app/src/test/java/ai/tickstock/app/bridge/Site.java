package ai.tickstock.app.bridge;

import static ai.tickstock.app.Eventually.await;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.AppHalf;
import ai.tickstock.app.AppSite;
import ai.tickstock.app.api.Api;
import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.api.ApiServer;
import ai.tickstock.app.delivery.MemoryAlerts;
import ai.tickstock.app.http.Tokens;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.users.MemoryUserMessages;
import ai.tickstock.wire.users.UserMessagesFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The consumer half with its HTTP side, as a test needs it: no source, any free port. */
public final class Site {
  private static final String SECRET = "0123456789012345678901234567890123456789";

  private final Vertx vertx;
  private final BusFactory buses;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final UserMessagesFactory messages = new MemoryUserMessages(1_000);
  private final Tokens tokens;
  private static final Api NOTHING_STORED =
      new Api(null, null, null, MarketCalendar.newYork(), ApiServer.FUNCTIONS, Clock.systemUTC());

  private final Context context;
  private final Map<String, Appender> appenders = new HashMap<>();
  private final JsonObject config;
  private final List<ApiPart> api;
  private AppHalf half;
  private AppSite site;
  private Supplier<Future<Void>> closer;
  private HttpServer server;
  private Bus bus;

  /** Starts it over some logs, without a database. */
  public Site(Vertx vertx, BusFactory buses, Path data, JsonObject more) throws Exception {
    this(vertx, buses, data, more, NOTHING_STORED);
  }

  /** Starts it over some logs and a database. */
  public Site(Vertx vertx, BusFactory buses, Path data, JsonObject more, ApiPart... api)
      throws Exception {
    this.api = List.of(api);
    this.vertx = vertx;
    this.buses = buses;
    config =
        new JsonObject()
            .put("data", new JsonObject().put("directory", data.toString()))
            .put("source", new JsonObject().put("type", "none"))
            .mergeIn(more);
    tokens = new Tokens(vertx, SECRET);
    context = vertx.getOrCreateContext();
    start();
  }

  /** Starts App; the logs are as they are. */
  void start() throws Exception {
    AppBackends backends =
        new AppBackends(
            buses,
            new MemoryJobBoards(),
            MemoryAlerts.backends(messages),
            metrics,
            Clock.systemUTC());
    half = await(AppHalf.deploy(vertx, config, backends));
    site =
        new AppSite(
            vertx,
            config,
            half.bridge(),
            api,
            SECRET,
            Buffer.buffer("the page"),
            Clock.systemUTC());
    server = await(onContext(this::listen));
    bus = await(onContext(() -> Future.succeededFuture(buses.create(vertx))));
    appenders.clear();
  }

  private Future<HttpServer> listen() {
    Router router = Router.router(vertx);
    closer = site.mount(vertx, router);
    return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
  }

  /** Stops App as a restart would. */
  public void stop() throws Exception {
    await(onContext(closer));
    await(server.close());
    await(half.close());
    await(onContext(bus::close));
  }

  /** Runs where the bus lives. */
  <T> Future<T> onContext(Supplier<Future<T>> action) {
    return Future.future(done -> context.runOnContext(go -> action.get().onComplete(done)));
  }

  /** What waits for users: over restarts. */
  UserMessagesFactory messages() {
    return messages;
  }

  public int port() {
    return server.actualPort();
  }

  public AppSite site() {
    return site;
  }

  Bridge bridge() {
    return half.bridge();
  }

  /** Browsers sent away because they took too little. */
  int slow() {
    return (int) metrics.counter("tickstock_browser_slow_total").count();
  }

  /** A token with times of its own; seconds. */
  String shortToken(String user, long issuedAt, long expiresAt) {
    return tokens.signed(user, issuedAt, expiresAt);
  }

  public String token(String user) {
    return tokens.sign(user, Duration.ofHours(1));
  }

  public Tokens tokens() {
    return tokens;
  }

  /** Appends an event as PL would; it is in the log when this returns. */
  void publish(String channel, JsonObject event) throws Exception {
    await(
        onContext(
            () ->
                appender(channel)
                    .compose(
                        to -> {
                          to.append(event.toBuffer());
                          return to.flush();
                        })));
  }

  private Future<Appender> appender(String channel) {
    return appenders.containsKey(channel)
        ? Future.succeededFuture(appenders.get(channel))
        : bus.appender(Topics.from(config).topic(channel), "pl.test")
            .onSuccess(made -> appenders.put(channel, made));
  }

  /** Publishes on a plain channel. */
  void tell(String channel, Buffer message) throws Exception {
    await(onContext(() -> bus.publish(channel, message)));
  }

  /** A pattern, number {@code n}. */
  void pattern(int n, String symbol, double confidence) throws Exception {
    publish(
        Channels.PATTERNS,
        new JsonObject()
            .put("event_type", "pattern_detected")
            .put("pattern", n % 2 == 0 ? "Doji" : "Hammer")
            .put("symbol", symbol)
            .put("timestamp", System.currentTimeMillis() / 1000.0)
            .put("confidence", confidence)
            .put("timeframe", "1min")
            .put("n", n)
            .put("event_id", symbol + "|Doji|1min|" + n)
            .put("revision", 0));
  }
}
