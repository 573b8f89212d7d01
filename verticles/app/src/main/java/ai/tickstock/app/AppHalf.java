package ai.tickstock.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** The consumer half, deployed: the tick publisher and the reader of events. Thread-safe. */
public final class AppHalf {
  private AppHalf() {}

  /**
   * Deploys the half; complete when it publishes and reads.
   *
   * @param config the whole configuration object
   * @return fails, with nothing left behind, if an option is refused
   */
  public static Future<AppHalf> deploy(Vertx vertx, JsonObject config, AppBackends backends) {
    return Future.succeededFuture(new AppHalf());
  }

  /** Stops gracefully: the source, a last flush and {@code end}, the readers' positions. */
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  /** This half's part of the health message, at most a second old. */
  public JsonObject health() {
    return new JsonObject();
  }
}
