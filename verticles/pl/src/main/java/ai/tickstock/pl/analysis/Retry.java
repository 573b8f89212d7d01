package ai.tickstock.pl.analysis;

import ai.tickstock.store.write.NotOwnerException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again for ever what fails because a server is away, more and more seldom up to every 5 s.
 * Says so when it begins, about once a minute while it lasts, and when it is over. Used on one
 * event loop only.
 */
public final class Retry {
  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 5_000;
  private static final int TRIES_PER_LINE = 15;

  private final Vertx vertx;
  private final String stage;
  private boolean stopped;

  /**
   * @param stage named in the lines of the log
   */
  public Retry(Vertx vertx, String stage) {
    this.vertx = vertx;
    this.stage = stage;
  }

  /** Lets what is being tried fail with its next failure. */
  public void stop() {
    stopped = true;
  }

  /**
   * Tries until it succeeds.
   *
   * @return fails with {@link NotOwnerException} at once, and with {@link CancellationException}
   *     once stopped
   */
  public <T> Future<T> untilDone(String what, Supplier<Future<T>> attempt) {
    Promise<T> done = Promise.promise();
    attempt(what, attempt, 0, done);
    return done.future();
  }

  private <T> void attempt(String what, Supplier<Future<T>> attempt, int tries, Promise<T> done) {
    if (stopped && tries > 0) {
      done.fail(new CancellationException(what));
      return;
    }
    begin(attempt)
        .onSuccess(
            result -> {
              if (tries > 0) {
                LOG.info("{}: {} works again", stage, what);
              }
              done.complete(result);
            })
        .onFailure(error -> failed(what, attempt, tries, done, error));
  }

  private <T> void failed(
      String what, Supplier<Future<T>> attempt, int tries, Promise<T> done, Throwable error) {
    if (error instanceof NotOwnerException || stopped) {
      done.fail(error instanceof NotOwnerException ? error : new CancellationException(what));
      return;
    }
    if (tries % TRIES_PER_LINE == 0) {
      LOG.warn("{}: {} failed, trying on: {}", stage, what, error.toString());
    }
    vertx.setTimer(backOff(tries), timer -> attempt(what, attempt, tries + 1, done));
  }

  private static <T> Future<T> begin(Supplier<Future<T>> attempt) {
    try {
      return attempt.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static long backOff(int tries) {
    long step = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(tries, 10));
    return step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
  }
}
