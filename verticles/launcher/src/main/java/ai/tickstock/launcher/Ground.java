package ai.tickstock.launcher;

import ai.tickstock.store.Database;
import ai.tickstock.wire.jobs.JobBoards;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.RedisBusOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the halves of one process stand on. Its methods block.
 *
 * @param postgresUrl with its secrets
 * @param database connections of the pipeline's own
 */
record Ground(
    JsonObject config,
    Vertx vertx,
    String postgresUrl,
    Database database,
    RedisBusOptions redis,
    BusFactory buses,
    JobBoards jobs,
    MeterRegistry metrics,
    Shutdown shutdown,
    Clock clock) {
  private static final int START_SECONDS = 60;

  /** A graceful stop takes a second or two, all in all. */
  private static final int STOP_SECONDS = 2;

  /** Further connections to PostgreSQL, which what uses the others never holds up. */
  Database connect(String whose, int connections, Duration patience) {
    Database more = Database.connect(vertx, postgresUrl, connections, patience);
    shutdown.stops(whose + " connections", () -> stopped(more.close(), "PostgreSQL"));
    return more;
  }

  /** Waits until something has started. */
  static <T> T started(Future<T> starting, String what) throws Exception {
    return await(starting, START_SECONDS, what);
  }

  /** Waits until something has stopped. */
  static void stopped(Future<?> stopping, String what) throws Exception {
    await(stopping, STOP_SECONDS, what);
  }

  static <T> T await(Future<T> future, int seconds, String what) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new TimeoutException(what + " did not answer within " + seconds + " s");
    }
  }
}
