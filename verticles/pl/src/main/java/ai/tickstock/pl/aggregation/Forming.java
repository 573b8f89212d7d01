package ai.tickstock.pl.aggregation;

import ai.tickstock.analytics.bars.BarBuilder;
import ai.tickstock.market.BarPart;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.EventWriter;
import ai.tickstock.wire.log.Bus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the minutes under construction that changed, many in one message, at most once. */
final class Forming {
  private static final Logger LOG = LoggerFactory.getLogger(Forming.class);
  private static final int MOST_BYTES = 256 << 10;

  private final Bus bus;
  private final BarBuilder bars;
  private final Clock clock;
  private final EventWriter writer = new EventWriter();
  private Buffer message = Buffer.buffer();
  private boolean busy;

  Forming(Bus bus, BarBuilder bars, Clock clock) {
    this.bus = bus;
    this.bars = bars;
    this.clock = clock;
  }

  /**
   * Publishes what changed since the last time; does nothing while Redis has not taken the last
   * one.
   */
  void publish() {
    if (!busy) {
      long now = clock.millis();
      bars.drainForming(part -> add(part, now));
      send();
    }
  }

  private void add(BarPart part, long now) {
    writer.bar(EventWriter.BarKind.FORMING, part.bar(), now);
    message.appendByte((byte) (message.length() == 0 ? '[' : ','));
    message.appendBytes(writer.bytes(), 0, writer.length());
    if (message.length() > MOST_BYTES) {
      send();
    }
  }

  private void send() {
    if (message.length() == 0) {
      return;
    }
    Buffer full = message.appendByte((byte) ']');
    message = Buffer.buffer();
    busy = true;
    bus.publish(Channels.BARS_FORMING, full)
        .onComplete(
            sent -> {
              busy = false;
              if (sent.failed()) {
                LOG.debug("Forming bars were not published: {}", sent.cause().toString());
              }
            });
  }

  Future<Void> close() {
    return bus.close();
  }
}
