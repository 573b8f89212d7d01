package ai.tickstock.pl.analysis;

import ai.tickstock.market.Symbols;
import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The publishers of a stage, one per partition, {@code pl.<stage>.<partition>}. Each numbers its
 * events densely; one that is in the log already, from before a crash, is counted and not appended
 * again. Not thread-safe.
 */
final class Publishers {
  private final Bus bus;
  private final TopicOptions topic;
  private final String prefix;
  private final Appenders appenders;
  private final BitSet behind = new BitSet();
  private final long[] used = new long[Symbols.PARTITIONS];

  Publishers(Bus bus, TopicOptions topic, String stage) {
    this.bus = bus;
    this.topic = topic;
    this.prefix = "pl." + stage + ".";
    appenders = new Appenders(topic);
  }

  /** Continues after a sequence. */
  void begin(int partition, long eventSeq) {
    used[partition] = eventSeq;
  }

  /** Goes on behind whatever the log has of a partition, which others' options made. */
  void beginBehind(int partition) {
    behind.set(partition);
  }

  /** The last sequence used. */
  long eventSeq(int partition) {
    return used[partition];
  }

  /** Makes the publishers of some partitions ready. */
  Future<Void> open(BitSet partitions) {
    List<Future<?>> opening = new ArrayList<>();
    for (int p = partitions.nextSetBit(0); p >= 0; p = partitions.nextSetBit(p + 1)) {
      if (appenders.of(p) == null) {
        int partition = p;
        opening.add(
            bus.appender(topic, prefix + partition, used[partition])
                .onSuccess(appender -> opened(partition, appender)));
      }
    }
    return opening.isEmpty() ? Future.succeededFuture() : Future.join(opening).mapEmpty();
  }

  private void opened(int partition, Appender appender) {
    appenders.set(partition, appender);
    if (behind.get(partition)) {
      behind.clear(partition);
      used[partition] = Math.max(used[partition], appender.nextSeq() - 1);
    }
  }

  /** Appends the next event of a partition, unless the log has it. */
  void publish(int partition, byte[] json, int from, int length) {
    Appender appender = appenders.of(partition);
    long seq = ++used[partition];
    if (seq >= appender.nextSeq()) {
      appender.append(json, from, length);
    }
  }

  /** Completes when all events so far are in the log. */
  Future<Void> flush() {
    return appenders.flush();
  }

  /** Whether to wait before anything more is published. */
  boolean isFull() {
    return appenders.isFull();
  }

  /** Events that wait for the log or its slowest durable reader, about. For any thread. */
  long held() {
    return appenders.held();
  }

  /** Why nothing goes through just now, for people; null when all is well. */
  String stalled() {
    return appenders.stalled();
  }

  Future<Void> close() {
    return bus.close();
  }
}
