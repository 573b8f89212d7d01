package ai.tickstock.wire.log;

import io.vertx.core.Future;
import java.util.Map;

/**
 * Pulls one log from a position, at the pace of its handler, woken by the channel and looking every
 * second in case an announcement was lost. Drops what it has had, per publisher and sequence, in
 * whatever epoch. Reconnects for ever. Not thread-safe: use it on the context that made it.
 */
public interface LogReader {
  /**
   * Where to begin, and what has been read up to there.
   *
   * @param position the last place read
   * @param marks the last sequence read, by publisher
   */
  record Start(LogPosition position, Map<String, Long> marks) {
    public Start {
      marks = Map.copyOf(marks);
    }

    /** From the beginning of what the log still has. */
    public static Start beginning() {
      return new Start(LogPosition.START, Map.of());
    }
  }

  /**
   * Told in log order. The next batch is pulled when the future completes; a failed one is
   * delivered again.
   */
  interface Listener {
    /** Some entries, or news that the reader stands at the head. */
    Future<?> batch(LogBatch batch);

    /** A hole in the log, told before the entries after it. */
    void gap(LogGap gap);
  }

  /** The last place delivered and accepted. */
  LogPosition position();

  /** The last sequence delivered and accepted, by publisher. */
  Map<String, Long> marks();

  /** Messages between the position and the log's head, as far as known. */
  long lag();

  /**
   * For a durable reader: writes its position beside the topic, so that the log may be trimmed
   * behind it.
   */
  Future<Void> commit(LogPosition position);

  /** Stops reading, waits for the batch in hand. */
  Future<Void> close();
}
