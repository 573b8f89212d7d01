package ai.tickstock.pl.aggregation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches that aggregation instances may hold, a few each: one that has all of its own holds up
 * the feed. Not thread-safe.
 */
final class BatchCredits {
  private final int each;
  private final List<ArrayDeque<TickBatch>> free = new ArrayList<>();
  private Promise<Void> room = Promise.promise();
  private final Promise<Void> idle = Promise.promise();
  private boolean closed;

  BatchCredits(int instances, int each) {
    this.each = each;
    for (int i = 0; i < instances; i++) {
      ArrayDeque<TickBatch> own = new ArrayDeque<>();
      for (int k = 0; k < each; k++) {
        own.add(new TickBatch());
      }
      free.add(own);
    }
  }

  /** Completes when every instance may be sent one more; fails once it is closed. */
  Future<Void> room() {
    if (closed) {
      return Future.failedFuture("closing");
    }
    if (free.stream().noneMatch(ArrayDeque::isEmpty)) {
      return Future.succeededFuture();
    }
    return room.future();
  }

  /** The next batch of every instance, empty; there must be room. */
  List<TickBatch> next() {
    List<TickBatch> next = new ArrayList<>(free.size());
    for (ArrayDeque<TickBatch> own : free) {
      TickBatch batch = own.getFirst();
      batch.clear();
      next.add(batch);
    }
    return next;
  }

  /** The next batch of an instance is its own now. */
  void take(int instance) {
    free.get(instance).removeFirst();
  }

  /** An instance has applied a batch. */
  void giveBack(int instance, TickBatch batch) {
    free.get(instance).add(batch);
    if (closed) {
      completeIfIdle();
    } else if (free.stream().noneMatch(ArrayDeque::isEmpty)) {
      Promise<Void> waiting = room;
      room = Promise.promise();
      waiting.tryComplete();
    }
  }

  /** Whether no instance has any. */
  boolean isIdle() {
    return free.stream().allMatch(own -> own.size() == each);
  }

  /** Gives no more room. Completes when no instance has any. */
  Future<Void> close() {
    closed = true;
    room.tryFail("closing");
    completeIfIdle();
    return idle.future();
  }

  private void completeIfIdle() {
    if (isIdle()) {
      idle.tryComplete();
    }
  }
}
