package ai.tickstock.launcher;

import ai.tickstock.launcher.embedded.Servers;
import ai.tickstock.store.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The database of a command that needs nothing else, until its end. Its methods block. */
final class DatabaseSession {
  private static final int STOP_SECONDS = 3;
  private static final int CONNECTIONS = 2;
  private static final int REACH_SECONDS = 30;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

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
          Database database = Database.connect(vertx, servers.postgresUrl(), CONNECTIONS);
          reach(database);
          return database;
        });
  }

  /** A server, or a machine, that is busy just now is given some time. */
  private static void reach(Database database) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(REACH_SECONDS);
    while (true) {
      try {
        database.ping().toCompletionStage().toCompletableFuture().get();
        return;
      } catch (ExecutionException away) {
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "no answer within %d s from %s: %s"
                  .formatted(REACH_SECONDS, database, away.getCause().getMessage()),
              away);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
