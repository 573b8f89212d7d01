package ai.tickstock.app.bridge;

import ai.tickstock.app.Addresses;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.LogReader.Start;
import ai.tickstock.wire.log.TopicOptions;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.ErrorReport.Severity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one event log from where this half last was, and hands on what it reads. Not thread-safe;
 * its totals may be read by any thread.
 */
final class EventLogReader implements LogReader.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(EventLogReader.class);

  private static final long PATIENCE_MILLIS = 10_000;

  private final Vertx vertx;
  private final Bus bus;
  private final TopicOptions topic;
  private final Clock clock;
  private final Counter events;
  private final Counter gaps;
  private final Timer latency;
  private LogReader reader;
  private LogPosition committed = LogPosition.START;
  private volatile long count;
  private volatile long lag;

  EventLogReader(Vertx vertx, Bus bus, TopicOptions topic, MeterRegistry metrics, Clock clock) {
    this.vertx = vertx;
    this.bus = bus;
    this.topic = topic;
    this.clock = clock;
    events = metrics.counter("tickstock_events_total", "channel", topic.channel(), "half", "app");
    gaps = metrics.counter("tickstock_gaps_total", "channel", topic.channel());
    latency =
        Timer.builder("tickstock_stage_seconds")
            .description("time a stage takes")
            .tag("stage", "event_delivery")
            .publishPercentileHistogram()
            .register(metrics);
    metrics.gauge(
        "tickstock_queue_depth",
        List.of(Tag.of("queue", topic.channel())),
        this,
        EventLogReader::lag);
  }

  /** Begins behind what was committed last; a Redis that is away only delays it. */
  Future<Void> open() {
    return bus.committed(topic, Topics.APP)
        .compose(
            position -> {
              committed = position;
              return bus.read(topic, Topics.APP, new Start(position, Map.of()), false, this);
            })
        .onSuccess(opened -> reader = opened)
        .mapEmpty();
  }

  @Override
  public Future<?> batch(LogBatch batch) {
    if (!batch.entries().isEmpty()) {
      EventBatch read = new EventBatch(topic.channel(), batch.entries());
      int size = read.size();
      count += size;
      events.increment(size);
      measure(batch);
      return handOn(read);
    }
    return Future.succeededFuture();
  }

  /** The next batch comes when the browsers have this one: they set the pace. */
  private Future<?> handOn(EventBatch read) {
    DeliveryOptions options = LocalCodec.options().setSendTimeout(PATIENCE_MILLIS);
    return vertx
        .eventBus()
        .request(Addresses.events(topic.channel()), read, options)
        .onFailure(error -> LOG.debug("{}: {}", topic.channel(), error.getMessage()))
        .otherwiseEmpty();
  }

  private void measure(LogBatch batch) {
    long now = clock.millis();
    for (LogEntry entry : batch.entries()) {
      long made = LastTimestamp.of(entry.data());
      if (made != LastTimestamp.UNKNOWN) {
        latency.record(Math.max(0, now - made), TimeUnit.MILLISECONDS);
      }
    }
  }

  @Override
  public void gap(LogGap gap) {
    gaps.increment();
    String message = gap.missing() + " events or more were lost after " + gap.after();
    LOG.warn("{}: {}, reading on at {}", gap.channel(), message, gap.resumedAt());
    ErrorReport report =
        new ErrorReport(
            Severity.ERROR,
            "app.bridge",
            "events_lost",
            message,
            gap.channel(),
            gap.missing(),
            clock.instant());
    bus.publish(Channels.ERRORS, report.json().toBuffer())
        .onFailure(error -> LOG.debug("Nobody could be told of the gap", error));
  }

  /** Remembers in Redis how far it is, if it has moved. */
  Future<Void> commit() {
    LogPosition position = reader.position();
    lag = reader.lag();
    if (position.equals(committed)) {
      return Future.succeededFuture();
    }
    return reader.commit(position).onSuccess(done -> committed = position);
  }

  /** Events read since the start. */
  long count() {
    return count;
  }

  /** Events in the log and not read yet, as last seen. */
  long lag() {
    return lag;
  }

  String channel() {
    return topic.channel();
  }

  /** Stops reading and remembers how far it came. */
  Future<Void> close() {
    return reader == null ? Future.succeededFuture() : reader.close().compose(closed -> commit());
  }
}
