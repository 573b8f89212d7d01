package ai.tickstock.pl.analysis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs long computations on an event loop a few milliseconds at a time. */
final class Slices {
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long PAUSE_MILLIS = 5;

  /** A computation made of short steps. */
  interface Work {
    /** Does a little; false when nothing is left to do. */
    boolean step();
  }

  private final Context context;
  private final BooleanSupplier pause;
  private final BooleanSupplier cancelled;

  /**
   * @param pause whether to wait a little before the next slice
   * @param cancelled whether to give up before the next slice
   */
  Slices(Context context, BooleanSupplier pause, BooleanSupplier cancelled) {
    this.context = context;
    this.pause = pause;
    this.cancelled = cancelled;
  }

  /**
   * Completes when the work is done, fails with what it throws, and with {@link
   * CancellationException} when cancelled.
   */
  Future<Void> run(Work work) {
    Promise<Void> done = Promise.promise();
    slice(work, done);
    return done.future();
  }

  private void slice(Work work, Promise<Void> done) {
    if (cancelled.getAsBoolean()) {
      done.fail(new CancellationException());
      return;
    }
    if (pause.getAsBoolean()) {
      context.owner().setTimer(PAUSE_MILLIS, timer -> slice(work, done));
      return;
    }
    long end = System.nanoTime() + SLICE_NANOS;
    try {
      while (work.step()) {
        if (System.nanoTime() - end > 0) {
          context.runOnContext(later -> slice(work, done));
          return;
        }
      }
    } catch (RuntimeException e) {
      done.fail(e);
      return;
    }
    done.complete();
  }
}
