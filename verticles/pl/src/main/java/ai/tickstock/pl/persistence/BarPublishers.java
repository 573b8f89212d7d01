package ai.tickstock.pl.persistence;

import ai.tickstock.market.Symbols;
import ai.tickstock.pl.analysis.Appenders;
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
  private final Bus bus;
  private final TopicOptions topic;
  private final EventWriter writer = new EventWriter();
  private final Appenders appenders;

  BarPublishers(Bus bus, TopicOptions topic) {
    this.bus = bus;
    this.topic = topic;
    appenders = new Appenders(topic);
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
        .onSuccess(appender -> appenders.set(partition, appender))
        .mapEmpty();
  }

  /** Goes on behind a hole: the changes before this one are not stored any more. */
  Future<Void> skipTo(BarChange change) {
    Appender before = appenders.of(change.partition());
    return before
        .flush()
        .compose(flushed -> before.close())
        .compose(closed -> open(change.partition(), change.changeNo() - 1));
  }

  /** The change number a partition's next event has. */
  long next(int partition) {
    return appenders.of(partition).nextSeq();
  }

  /** Appends the event of the partition's next change. */
  void append(BarChange change, long nowMillis) {
    BarKind kind = change.isAmendment() ? BarKind.AMENDED : BarKind.CLOSED;
    writer.bar(kind, change.bar(), nowMillis);
    appenders.of(change.partition()).append(writer.bytes(), 0, writer.length());
  }

  /** Whether to wait before anything more is appended. */
  boolean isFull() {
    return appenders.isFull();
  }

  /** The last change of a partition whose event every durable reader has committed. */
  long settled(int partition) {
    Appender appender = appenders.of(partition);
    return appender.nextSeq() - 1 - appender.pending() - appender.retained();
  }

  /** Events that wait for the log or its slowest durable reader, about. For any thread. */
  long held() {
    return appenders.held();
  }

  /** Why nothing goes through just now, for people; null when all is well. */
  String stalled() {
    return appenders.stalled();
  }

  /** Completes when all events so far are in the log. */
  Future<Void> flush() {
    return appenders.flush();
  }
}
