package ai.tickstock.pl.analysis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Runs one asynchronous operation per item, a few at a time. */
final class InFlight {
  private static final int MOST = 4;

  private InFlight() {}

  /** Completes when all are done, fails with the first failure, beginning no more. */
  static <T> Future<Void> forEach(Iterable<T> items, Function<T, Future<Void>> operation) {
    Iterator<T> left = items.iterator();
    Future<?>[] lanes = new Future<?>[MOST];
    for (int i = 0; i < MOST; i++) {
      lanes[i] = lane(left, operation);
    }
    return Future.all(List.of(lanes)).mapEmpty();
  }

  private static <T> Future<Void> lane(Iterator<T> left, Function<T, Future<Void>> operation) {
    Promise<Void> done = Promise.promise();
    advance(left, operation, done);
    return done.future();
  }

  private static <T> void advance(
      Iterator<T> left, Function<T, Future<Void>> operation, Promise<Void> done) {
    while (left.hasNext()) {
      Future<Void> next = operation.apply(left.next());
      if (!next.succeeded()) {
        next.onSuccess(ok -> advance(left, operation, done)).onFailure(done::fail);
        return;
      }
    }
    done.complete();
  }
}
