package ai.tickstock.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits in tests without sleeping: looks again until it holds. */
public final class Eventually {
  private static final long LOOK_MILLIS = 5;
  private static final long SECONDS = 60;

  private Eventually() {}

  /** Completes when a condition holds; it is looked at on the caller's context. */
  public static Future<Void> holds(Vertx vertx, BooleanSupplier condition) {
    Promise<Void> held = Promise.promise();
    look(vertx, condition, held, System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS));
    return held.future();
  }

  private static void look(
      Vertx vertx, BooleanSupplier condition, Promise<Void> held, long deadline) {
    if (condition.getAsBoolean()) {
      held.complete();
    } else if (System.nanoTime() > deadline) {
      held.fail(new AssertionError("did not come to hold within " + SECONDS + " s"));
    } else {
      vertx.setTimer(LOOK_MILLIS, timer -> look(vertx, condition, held, deadline));
    }
  }

  /** The result, waited for by a test's own thread. */
  public static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(2 * SECONDS, TimeUnit.SECONDS);
  }

  /** Waits, on a test's own thread, until a condition holds that any thread may look at. */
  public static void until(Vertx vertx, BooleanSupplier condition) throws Exception {
    await(holds(vertx, condition));
  }
}
