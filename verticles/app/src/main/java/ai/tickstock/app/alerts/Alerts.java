package ai.tickstock.app.alerts;

import ai.tickstock.app.api.ApiPart;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** The alerts of this node: matching, and their API. Thread-safe. */
public final class Alerts {
  private final Vertx vertx;
  private final AlertVerticle verticle;
  private final AlertApi api;
  private String id;

  private Alerts(Vertx vertx, AlertOptions options, RuleBackends backends) {
    this.vertx = vertx;
    verticle = new AlertVerticle(backends);
    api = new AlertApi(backends, options, verticle);
  }

  /**
   * Knows the rules there are and matches from now on.
   *
   * @param config the whole configuration object
   * @return fails, with nothing left behind, if an option is refused or the database is away
   */
  public static Future<Alerts> deploy(Vertx vertx, JsonObject config, RuleBackends backends) {
    Alerts alerts;
    try {
      alerts = new Alerts(vertx, AlertOptions.from(config), backends);
    } catch (IllegalArgumentException | ClassCastException refused) {
      return Future.failedFuture(refused);
    }
    return vertx
        .deployVerticle(alerts.verticle, new DeploymentOptions().setConfig(config))
        .map(
            deployed -> {
              alerts.id = deployed;
              return alerts;
            });
  }

  /** {@code /api/alerts}. */
  public ApiPart api() {
    return api;
  }

  /** Rules, alerts fired since the start, what waits, and how far the logs are ahead. */
  public JsonObject health() {
    return verticle.health();
  }

  /** Takes over now what rules other nodes have changed, rather than within a second. */
  Future<Void> look() {
    return verticle.look();
  }

  /** Stops reading, and remembers how far all is decided. */
  public Future<Void> close() {
    return vertx.undeploy(id);
  }
}
