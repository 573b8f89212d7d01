package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/**
 * One publisher's way into one log. Messages are numbered densely from {@link #nextSeq()},
 * collected into flushes of at most 1,000 (or the flush interval), appended in pipelined order, and
 * kept until every durable reader has committed them, so that a Redis that comes back with an older
 * head is given the missing tail again. Reconnects for ever. Not thread-safe: use it on the context
 * that made it.
 */
public interface Appender {
  /**
   * The sequence the next message will get. At first one more than the log's mark for this
   * publisher, or than what the publisher said it had used, if that is greater.
   */
  long nextSeq();

  /**
   * Adds one message, a JSON object in UTF-8 without an {@code offset}. Never blocks and is never
   * refused; look at {@link #isFull()} before the next one.
   */
  void append(byte[] json, int from, int length);

  /** Adds one message, a JSON object in UTF-8 without an {@code offset}. */
  default void append(Buffer json) {
    byte[] bytes = json.getBytes();
    append(bytes, 0, bytes.length);
  }

  /**
   * Whether what is not yet appended, or kept for the readers, has reached its bound: stop until
   * drained.
   */
  boolean isFull();

  /** Calls the handler once, as soon as it is not full; ask again the next time it is. */
  void onDrain(Handler<Void> handler);

  /**
   * Sends what is collected without waiting for the interval; completes when all added so far is in
   * the log.
   */
  Future<Void> flush();

  /**
   * Why nothing goes through just now, for people ("log full: pl has not read since ..."); null
   * when all is well.
   */
  String stalled();

  /** Messages added and not yet in the log. */
  long pending();

  /**
   * Messages in the log that some durable reader has not committed, kept for a Redis that forgets.
   */
  long retained();

  /** Gives the publisher up: what is not yet appended is dropped. Call {@link #flush()} first. */
  Future<Void> close();
}
