package ai.tickstock.pl.persistence;

import ai.tickstock.market.Symbols;
import ai.tickstock.store.BarChange;
import ai.tickstock.wire.EventWriter;
import ai.tickstock.wire.EventWriter.BarKind;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * The publishers of the bar events, one per partition, whose sequences are the change numbers. Not
 * thread-safe.
 */
final class BarPublishers {
  /** Events not yet read by the slowest durable reader, over all partitions, at most. */
  private static final long MOST_HELD = 200_000;

  private final Bus bus;
  private final TopicOptions topic;
  private final EventWriter writer = new EventWriter();
  private final Appender[] appenders = new Appender[Symbols.PARTITIONS];

  BarPublishers(Bus bus, TopicOptions topic) {
    this.bus = bus;
    this.topic = topic;
  }

  /**
   * Opens all publishers.
   *
   * @param used last change of each partition that cannot be published again, because its row is
   *     gone; the log may have more
   */
  Future<Void> open(long[] used) {
    List<Future<?>> opening = new ArrayList<>();
    for (int partition = 0; partition < Symbols.PARTITIONS; partition++) {
      opening.add(open(partition, used[partition]));
    }
    return Future.join(opening).mapEmpty();
  }

  private Future<Void> open(int partition, long used) {
    return bus.appender(topic, "pl.bars." + partition, used)
        .onSuccess(appender -> appenders[partition] = appender)
        .mapEmpty();
  }

  /** Goes on behind a hole: the changes before this one are not stored any more. */
  Future<Void> skipTo(BarChange change) {
    Appender before = appenders[change.partition()];
    return before
        .flush()
        .compose(flushed -> before.close())
        .compose(closed -> open(change.partition(), change.changeNo() - 1));
  }

  /** The change number a partition's next event has. */
  long next(int partition) {
    return appenders[partition].nextSeq();
  }

  /** Appends the event of the partition's next change. */
  void append(BarChange change, long nowMillis) {
    BarKind kind = change.isAmendment() ? BarKind.AMENDED : BarKind.CLOSED;
    writer.bar(kind, change.bar(), nowMillis);
    appenders[change.partition()].append(writer.bytes(), 0, writer.length());
  }

  /** Whether to wait before anything more is appended. */
  boolean isFull() {
    long held = 0;
    for (Appender appender : appenders) {
      if (appender.isFull()) {
        return true;
      }
      held += appender.pending() + appender.retained();
    }
    return held > MOST_HELD;
  }

  /** The last change of a partition whose event every durable reader has committed. */
  long settled(int partition) {
    Appender appender = appenders[partition];
    return appender.nextSeq() - 1 - appender.pending() - appender.retained();
  }

  /** Why nothing goes through just now, for people; null when all is well. */
  String stalled() {
    for (Appender appender : appenders) {
      if (appender.stalled() != null) {
        return appender.stalled();
      }
    }
    return null;
  }

  /** Completes when all events so far are in the log. */
  Future<Void> flush() {
    List<Future<?>> flushing = new ArrayList<>();
    for (Appender appender : appenders) {
      if (appender != null && appender.pending() > 0) {
        flushing.add(appender.flush());
      }
    }
    return flushing.isEmpty() ? Future.succeededFuture() : Future.join(flushing).mapEmpty();
  }
}
