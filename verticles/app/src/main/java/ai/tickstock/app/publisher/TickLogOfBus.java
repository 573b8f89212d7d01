package ai.tickstock.app.publisher;

import ai.tickstock.app.sources.TickLog;
import ai.tickstock.wire.TickReader;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** The tick log, asked by way of a bus. Not thread-safe. */
final class TickLogOfBus implements TickLog {
  private final Bus bus;
  private final TopicOptions topic;

  TickLogOfBus(Bus bus, TopicOptions topic) {
    this.bus = bus;
    this.topic = topic;
  }

  @Override
  public Future<Boolean> knows(String publisher) {
    return bus.mark(topic, publisher).map(mark -> mark > 0);
  }

  @Override
  public Future<Long> newestMillis() {
    return bus.newest(topic).map(entry -> entry == null ? 0 : latest(entry.data()));
  }

  private static long latest(Buffer messages) {
    TickReader reader = new TickReader();
    reader.reset(messages);
    long latest = 0;
    while (reader.next()) {
      if (reader.kind() != TickReader.Kind.REFUSED) {
        latest = Math.max(latest, reader.timestampMillis());
      }
    }
    return latest;
  }
}
