package ai.tickstock.pl.backtest;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.function.Function;

/** Asynchronous steps one after the other, however many, without growing the stack. */
public final class OneByOne<T> {
  private final Iterator<T> items;
  private final Function<T, Future<Void>> step;
  private final Promise<Void> done = Promise.promise();

  private OneByOne(Iterator<T> items, Function<T, Future<Void>> step) {
    this.items = items;
    this.step = step;
  }

  /**
   * Takes each item once the step before has succeeded.
   *
   * @return fails with the first step that does
   */
  public static <T> Future<Void> each(Iterable<T> items, Function<T, Future<Void>> step) {
    OneByOne<T> all = new OneByOne<>(items.iterator(), step);
    all.goOn();
    return all.done.future();
  }

  private void goOn() {
    while (items.hasNext()) {
      Future<Void> taken;
      try {
        taken = step.apply(items.next());
      } catch (RuntimeException e) {
        taken = Future.failedFuture(e);
      }
      if (!taken.succeeded()) {
        taken.onSuccess(later -> goOn()).onFailure(done::fail);
        return;
      }
    }
    done.complete();
  }
}
