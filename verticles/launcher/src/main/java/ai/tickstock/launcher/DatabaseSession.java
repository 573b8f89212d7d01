package ai.tickstock.launcher;

import ai.tickstock.launcher.embedded.Servers;
import ai.tickstock.store.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/** The database of a command that needs nothing else, until its end. Its methods block. */
final class DatabaseSession {
  private static final int STOP_SECONDS = 3;
  private static final int CONNECTIONS = 2;

  private DatabaseSession() {}

  /**
   * Connects to PostgreSQL: the configured one, that of a mesh over the same data directory, else
   * our own.
   *
   * @param migrates whether the schema is brought up to date
   */
  static Database open(JsonObject config, String command, boolean migrates, Shutdown shutdown)
      throws Exception {
    Servers servers =
        shutdown.start(
            () -> {
              Servers joined = Servers.database(config, command);
              shutdown.stops("servers", joined::close);
              return joined;
            });
    if (migrates || servers.ownPostgres().isPresent()) {
      shutdown.start(
          () -> {
            Database.migrate(servers.postgresUrl());
            return null;
          });
    }
    return shutdown.start(
        () -> {
          Vertx vertx = Vertx.vertx();
          shutdown.stops(
              "Vert.x",
              () ->
                  vertx
                      .close()
                      .toCompletionStage()
                      .toCompletableFuture()
                      .get(STOP_SECONDS, TimeUnit.SECONDS));
          return Database.connect(vertx, servers.postgresUrl(), CONNECTIONS);
        });
  }
}
