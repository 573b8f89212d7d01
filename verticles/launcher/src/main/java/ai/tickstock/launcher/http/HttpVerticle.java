package ai.tickstock.launcher.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.concurrent.Callable;

/**
 * {@code /health/live}, {@code /health/ready}, {@code /metrics} and the page, on {@code
 * http.host:http.port}.
 */
public final class HttpVerticle extends VerticleBase {
  private static final int IDLE_SECONDS = 60;

  private final PrometheusMeterRegistry metrics;
  private final Readiness readiness;
  private HttpServer server;

  /**
   * @param readiness asked at each request of {@code /health/ready}
   */
  public HttpVerticle(PrometheusMeterRegistry metrics, Readiness readiness) {
    this.metrics = metrics;
    this.readiness = readiness;
  }

  @Override
  public Future<?> start() {
    JsonObject http = config().getJsonObject("http");
    Router router = Router.router(vertx);
    router
        .get("/health/live")
        .handler(context -> json(context, 200, new JsonObject().put("status", "UP")));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::scrape);
    router.get().handler(StaticHandler.create("web").setCachingEnabled(false));
    return vertx
        .createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
        .requestHandler(router)
        .listen(http.getInteger("port"), http.getString("host"))
        .onSuccess(listening -> server = listening);
  }

  private void ready(RoutingContext context) {
    readiness
        .check()
        .onComplete(
            checked -> {
              boolean up = checked.succeeded() && checked.result().getString("status").equals("UP");
              JsonObject answer =
                  checked.succeeded()
                      ? checked.result()
                      : new JsonObject()
                          .put("status", "DOWN")
                          .put("reason", checked.cause().toString());
              json(context, up ? 200 : 503, answer);
            });
  }

  private static void json(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(body.encodePrettily());
  }

  private void scrape(RoutingContext context) {
    Callable<String> scrape = metrics::scrape;
    vertx
        .executeBlocking(scrape)
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }
}
