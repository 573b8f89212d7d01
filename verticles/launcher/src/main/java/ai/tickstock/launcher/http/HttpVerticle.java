package ai.tickstock.launcher.http;

import ai.tickstock.app.http.Problem;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers on {@code http.host:http.port}, one of several instances that share the port: {@code
 * /health/live}, {@code /health/ready}, {@code /health} with all figures, {@code /metrics} for
 * Prometheus, the page's files, and what the halves add.
 */
public final class HttpVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);

  /** More than a hidden tab takes between two pings, a minute. */
  private static final int IDLE_SECONDS = 180;

  private static final int LONGEST_MESSAGE = 64 << 10;
  private static final int CLOSING_SECONDS = 3;
  private static final int PORTS_TRIED = 20;

  /** All instances of a Vert.x that ask for this get the same free port. */
  private static final int ANY_SHARED_PORT = -1;

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;
  private static final int SERVER_FAULT = 500;

  /** What the router itself refuses. */
  private static final Map<Integer, String> ERRORS =
      Map.of(
          400, "this request cannot be read",
          404, "there is nothing here",
          405, "not by this method",
          413, "the body is too large",
          500, "this server has a fault; its log says more");

  private final PrometheusMeterRegistry metrics;
  private final HealthVerticle health;
  private final Site site;
  private final Assets assets;
  private final boolean insistOnPort;
  private Supplier<Future<Void>> siteCloser = Future::succeededFuture;
  private HttpServer server;
  private String host;

  /** What a half shows besides. */
  public interface Site {
    /** A process without a page. */
    Site NONE = (vertx, router) -> Future::succeededFuture;

    /**
     * Adds its routes for the event loop that calls.
     *
     * @return closes what that opened
     */
    Supplier<Future<Void>> mount(Vertx vertx, Router router);
  }

  /**
   * @param insistOnPort whether it must be the configured port; else one of the next twenty will do
   */
  public HttpVerticle(
      PrometheusMeterRegistry metrics,
      HealthVerticle health,
      Site site,
      Assets assets,
      boolean insistOnPort) {
    this.metrics = metrics;
    this.health = health;
    this.site = site;
    this.assets = assets;
    this.insistOnPort = insistOnPort;
  }

  @Override
  public Future<?> start() {
    JsonObject http = config().getJsonObject("http");
    host = http.getString("host");
    int port = http.getInteger("port");
    Router routes = routes();
    return port == 0
        ? listen(routes, ANY_SHARED_PORT, ANY_SHARED_PORT)
        : listen(routes, port, insistOnPort ? port : port + PORTS_TRIED);
  }

  private Router routes() {
    Router router = Router.router(vertx);
    router.route().handler(HttpVerticle::protect);
    router
        .get("/health/live")
        .handler(context -> json(context, OK, new JsonObject().put("status", "UP")));
    router.get("/health/ready").handler(this::ready);
    router.get("/health").handler(context -> json(context, OK, health.all()));
    router.get("/metrics").handler(this::scrape);
    siteCloser = site.mount(vertx, router);
    router.get().handler(this::asset);
    for (Map.Entry<Integer, String> error : ERRORS.entrySet()) {
      router.errorHandler(
          error.getKey(), context -> refuse(context, error.getKey(), error.getValue()));
    }
    return router;
  }

  private static void refuse(RoutingContext context, int status, String detail) {
    if (status >= SERVER_FAULT) {
      LOG.error("{} failed", context.request().path(), context.failure());
    }
    if (!context.response().ended()) {
      Problem.send(context, status, detail);
    }
  }

  private Future<HttpServer> listen(Router router, int port, int last) {
    return vertx
        .createHttpServer(options())
        .requestHandler(router)
        .listen(port, host)
        .onSuccess(listening -> server = listening)
        .recover(
            error -> {
              boolean taken = error instanceof BindException;
              return taken && port < last
                  ? listen(router, port + 1, last)
                  : Future.failedFuture(taken ? refused(port) : error);
            });
  }

  /** Messages are compressed for nobody: that would be done again for each browser. */
  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setIdleTimeout(IDLE_SECONDS)
        .setMaxWebSocketFrameSize(LONGEST_MESSAGE)
        .setMaxWebSocketMessageSize(LONGEST_MESSAGE)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setWebSocketClosingTimeout(CLOSING_SECONDS);
  }

  private IllegalStateException refused(int port) {
    return new IllegalStateException(
        "http.port: cannot listen on "
            + host
            + ":"
            + port
            + ", somebody else does; stop that, or give another port, --set http.port=0 for any free"
            + " one");
  }

  private static void protect(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
                + " frame-ancestors 'none'")
        .putHeader("Cache-Control", "no-store");
    context.next();
  }

  private void ready(RoutingContext context) {
    JsonObject ready = health.ready();
    json(context, "UP".equals(ready.getString("status")) ? OK : UNAVAILABLE, ready);
  }

  private static void json(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.encodePrettily() + "\n");
  }

  private void scrape(RoutingContext context) {
    Callable<String> scrape = metrics::scrape;
    vertx
        .executeBlocking(scrape)
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }

  private void asset(RoutingContext context) {
    Assets.Asset asset = assets.at(context.request().path());
    if (asset == null || site == Site.NONE && asset.isPage()) {
      Problem.send(
          context,
          NOT_FOUND,
          asset == null
              ? "there is nothing at " + context.request().path()
              : "the page is App's, this process is PL: see /health and /metrics");
      return;
    }
    context
        .response()
        .putHeader("Content-Type", asset.type())
        .putHeader("Cache-Control", asset.caching())
        .end(asset.content());
  }

  @Override
  public Future<?> stop() {
    return siteCloser.get();
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Where it answers. */
  public String url() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + server.actualPort();
  }
}
