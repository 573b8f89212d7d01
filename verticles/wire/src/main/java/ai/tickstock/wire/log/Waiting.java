package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;

/** Who waits for an appender: until a message is in the log, or until there is room. */
final class Waiting {
  private record Flushed(long seq, Promise<Void> promise) {}

  private final Deque<Flushed> flushes = new ArrayDeque<>();
  private Deque<Handler<Void>> drains = new ArrayDeque<>();

  Future<Void> until(long seq) {
    Promise<Void> promise = Promise.promise();
    flushes.add(new Flushed(seq, promise));
    return promise.future();
  }

  /** The log has all up to here. */
  void appended(long seq) {
    while (!flushes.isEmpty() && flushes.peek().seq() <= seq) {
      flushes.poll().promise().complete();
    }
  }

  void untilDrained(Handler<Void> handler) {
    drains.add(handler);
  }

  boolean isForRoom() {
    return !drains.isEmpty();
  }

  /** There is room. Who fills it at once may wait again. */
  void drained() {
    Deque<Handler<Void>> now = drains;
    drains = new ArrayDeque<>();
    now.forEach(handler -> handler.handle(null));
  }

  void giveUp() {
    flushes.forEach(flush -> flush.promise().tryFail("closed"));
    flushes.clear();
    drains.clear();
  }
}
