package ai.tickstock.bench.load;

import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;

/**
 * The yardstick of {@link Browsers}: what one gets from the library alone. Each message heard on
 * the Redis channel is published on the event bus, and the library's own SockJS bridge carries it
 * to the browsers. Prints its port.
 *
 * <p>Arguments: Redis' URL, the channel, the address, HTTP server instances.
 */
final class StockBridge extends VerticleBase {
  private final String address;
  private HttpServer server;

  private StockBridge(String address) {
    this.address = address;
  }

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    StockBridge[] first = new StockBridge[1];
    int instances = Integer.parseInt(args[3]);
    RedisBus.factory(RedisBusOptions.of(args[0]))
        .create(vertx)
        .subscribe(args[1], message -> vertx.eventBus().publish(args[2], message.toJsonObject()))
        .compose(
            heard ->
                vertx.deployVerticle(
                    () -> first[0] = new StockBridge(args[2]),
                    new DeploymentOptions().setInstances(instances)))
        .onSuccess(up -> System.out.println("port " + first[0].server.actualPort()))
        .onFailure(
            error -> {
              error.printStackTrace();
              System.exit(1);
            });
  }

  @Override
  public Future<?> start() {
    SockJSBridgeOptions bridge =
        new SockJSBridgeOptions()
            .addOutboundPermitted(new PermittedOptions().setAddress(address))
            .setPingTimeout(600_000);
    Router router = Router.router(vertx);
    router.route("/eventbus*").subRouter(SockJSHandler.create(vertx).bridge(bridge));
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(-1, "127.0.0.1")
        .onSuccess(listening -> server = listening);
  }
}
