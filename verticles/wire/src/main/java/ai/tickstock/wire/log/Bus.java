package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/**
 * The way to the other half: channels with a log, and plain ones. Each verticle makes its own from
 * a {@link BusFactory}; connections are opened when first needed, on the caller's context, and
 * mended for ever. Not thread-safe.
 */
public interface Bus {
  /**
   * A publisher's way into a log.
   *
   * @param publisher identity that survives a restart if its sequences do; 1 to 200 printable
   *     characters
   * @return fails if the options are refused; a Redis that is away only delays it
   */
  default Future<Appender> appender(TopicOptions topic, String publisher) {
    return appender(topic, publisher, 0);
  }

  /**
   * A publisher's way into a log, for one that remembers by itself how far it has come: a log that
   * lost its tail while the publisher was away is not given those numbers again.
   *
   * @param used last sequence the publisher knows it has used; it goes on behind this or behind the
   *     log's mark, whichever is greater, and what lies between the mark and this is a hole in the
   *     log that readers who did not see it are told of
   */
  Future<Appender> appender(TopicOptions topic, String publisher, long used);

  /** The last sequence the log has of a publisher, 0 if none. */
  Future<Long> mark(TopicOptions topic, String publisher);

  /**
   * Reads a log.
   *
   * @param name the reader's name, for durable ones one of {@link TopicOptions#durableReaders()}
   * @param adopt whether to compete for the lease to append what plain clients publish on the
   *     channel
   */
  Future<LogReader> read(
      TopicOptions topic,
      String name,
      LogReader.Start start,
      boolean adopt,
      LogReader.Listener listener);

  /** The newest entry of a log, null if it has none. A Redis that is away only delays it. */
  Future<LogEntry> newest(TopicOptions topic);

  /**
   * The position a durable reader last committed, {@link LogPosition#START} if never. A Redis that
   * is away only delays it.
   */
  Future<LogPosition> committed(TopicOptions topic, String reader);

  /**
   * Publishes on a plain channel: at most once. Completes when Redis has it, fails when it is away.
   */
  Future<Void> publish(String channel, Buffer message);

  /**
   * Hears a plain channel, at most once, again after each reconnect.
   *
   * @return completes when Redis has acknowledged the subscription; close it with the bus
   */
  Future<Void> subscribe(String channel, Handler<Buffer> handler);

  /**
   * Facts of the server for the health message: used_memory_human, keyspace_hits, keyspace_misses,
   * latency_ms …
   */
  Future<BusHealth> health();

  /**
   * Closes its appenders (unflushed messages are dropped), readers, subscriptions and connections.
   */
  Future<Void> close();
}
