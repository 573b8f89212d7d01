package ai.tickstock.wire.log;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How one channel with a log is kept.
 *
 * @param channel name of the channel and of the log's stream
 * @param framing what is published beside the log
 * @param durableReaders names of the readers that hold trimming back, whether or not they have come
 *     yet
 * @param history messages kept behind the slowest durable reader, at least
 * @param capacity messages the log may hold before it refuses to grow
 */
public record TopicOptions(
    String channel, Framing framing, Set<String> durableReaders, long history, long capacity) {

  /** What is published on the channel when a flush is appended. */
  public enum Framing {
    /**
     * Every message, with {@code epoch}, {@code offset}, {@code pub} and {@code seq} as extra
     * fields.
     */
    TICK,
    /** One small announcement per flush. */
    ANNOUNCE
  }

  public TopicOptions {
    durableReaders = Collections.unmodifiableSet(new LinkedHashSet<>(durableReaders));
    if (history < 0) {
      throw new IllegalArgumentException("history: expected 0 or more messages, was " + history);
    }
    if (capacity < 1_000) {
      throw new IllegalArgumentException(
          "capacity: expected 1000 or more messages, was " + capacity);
    }
  }
}
