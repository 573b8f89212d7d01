package ai.tickstock.launcher.http;

import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusHealth;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whether this process can do its work: Redis, PostgreSQL and each half that runs here, with the
 * reason if not.
 */
public final class Readiness {
  private static final int SECONDS = 3;

  private final Bus bus;
  private final Supplier<Future<Void>> database;
  private final Map<String, Supplier<JsonObject>> halves;

  /**
   * @param database fails when PostgreSQL does not answer
   * @param halves the health of each half, by name
   */
  public Readiness(
      Bus bus, Supplier<Future<Void>> database, Map<String, Supplier<JsonObject>> halves) {
    this.bus = bus;
    this.database = database;
    this.halves = Map.copyOf(halves);
  }

  /** Never fails: what is down says why. */
  Future<JsonObject> check() {
    JsonObject checks = new JsonObject();
    Future<BusHealth> redis = bus.health().timeout(SECONDS, TimeUnit.SECONDS);
    Future<Void> postgres = database.get().timeout(SECONDS, TimeUnit.SECONDS);
    return Future.join(redis, postgres)
        .transform(
            done -> {
              boolean up = put(checks, "redis", redis) & put(checks, "postgres", postgres);
              for (Map.Entry<String, Supplier<JsonObject>> half : halves.entrySet()) {
                JsonObject health = half.getValue().get();
                checks.put(half.getKey(), health);
                up &= !"unhealthy".equals(health.getString("status"));
              }
              return Future.succeededFuture(
                  new JsonObject().put("status", up ? "UP" : "DOWN").put("checks", checks));
            });
  }

  private static boolean put(JsonObject checks, String name, Future<?> check) {
    JsonObject result = new JsonObject().put("status", check.succeeded() ? "UP" : "DOWN");
    if (check.failed()) {
      result.put("reason", String.valueOf(check.cause().getMessage()));
    }
    checks.put(name, result);
    return check.succeeded();
  }
}
