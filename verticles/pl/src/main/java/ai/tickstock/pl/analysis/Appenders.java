package ai.tickstock.pl.analysis;

import ai.tickstock.market.Symbols;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * The appenders of one stage to one log, one per partition. Not thread-safe, but for {@link #held}.
 */
public final class Appenders {
  /** Events appended and not yet read by the slowest durable reader, over all partitions. */
  private static final long MOST_HELD = 200_000;

  private final TopicOptions topic;
  private final Appender[] all = new Appender[Symbols.PARTITIONS];
  private volatile long held;

  /** None yet, to this log. */
  public Appenders(TopicOptions topic) {
    this.topic = topic;
  }

  /** A partition's appender; null if there is none yet. */
  public Appender of(int partition) {
    return all[partition];
  }

  /** Makes this one the partition's appender. */
  public void set(int partition, Appender appender) {
    all[partition] = appender;
  }

  /** Whether to wait before anything more is appended. */
  public boolean isFull() {
    long sum = 0;
    boolean isOneFull = false;
    for (Appender appender : all) {
      if (appender != null) {
        isOneFull |= appender.isFull();
        sum += appender.pending() + appender.retained();
      }
    }
    held = sum;
    return isOneFull || sum > MOST_HELD;
  }

  /**
   * Events appended and not yet read by the slowest durable reader, when it was last asked whether
   * there is room. For any thread.
   */
  public long held() {
    return held;
  }

  /** Why nothing goes through just now, for people; null when all is well. */
  public String stalled() {
    for (Appender appender : all) {
      if (appender != null && appender.stalled() != null) {
        return appender.stalled();
      }
    }
    return isFull()
        ? MOST_HELD
            + " events wait for reader '"
            + String.join("', '", topic.durableReaders())
            + "'"
        : null;
  }

  /** Completes when all events so far are in the log. */
  public Future<Void> flush() {
    List<Future<?>> flushing = new ArrayList<>();
    for (Appender appender : all) {
      if (appender != null && appender.pending() > 0) {
        flushing.add(appender.flush());
      }
    }
    return flushing.isEmpty() ? Future.succeededFuture() : Future.join(flushing).mapEmpty();
  }
}
