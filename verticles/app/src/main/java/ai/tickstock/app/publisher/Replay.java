package ai.tickstock.app.publisher;

import ai.tickstock.app.sources.ReplayOptions;
import ai.tickstock.wire.log.BusFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** Publishes one file of ticks, without the rest of the consumer half. */
public final class Replay {
  private Replay() {}

  /**
   * Publishes a file and completes when all of it is in the log.
   *
   * @param config the whole configuration object; its {@code source} is not looked at
   * @param listener told about five times a second, on an event loop: must not block
   * @return fails if the file is missing, empty, unreadable or without its header
   */
  public static Future<ReplaySummary> run(
      Vertx vertx,
      JsonObject config,
      BusFactory bus,
      ReplayOptions options,
      Consumer<ReplayProgress> listener) {
    return Future.failedFuture(new UnsupportedOperationException());
  }
}
