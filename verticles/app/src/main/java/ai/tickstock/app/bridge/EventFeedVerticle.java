package ai.tickstock.app.bridge;

import ai.tickstock.app.AppBackends;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the event logs, each from where this half last was, and hands what it reads on inside this
 * half, unparsed ({@link EventBatch}). Listens to reported errors. Its health may be read by any
 * thread.
 */
public final class EventFeedVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(EventFeedVerticle.class);
  private static final long COMMIT_MILLIS = 1_000;
  private static final long STOP_MILLIS = 800;

  private final AppBackends backends;
  private volatile List<EventLogReader> logs = List.of();
  private Bus bus;

  /** Reads from the logs of {@code backends}. */
  public EventFeedVerticle(AppBackends backends) {
    this.backends = backends;
  }

  @Override
  public Future<?> start() {
    LocalCodec.register(vertx.eventBus());
    Topics topics = Topics.from(config());
    bus = backends.bus().create(vertx);
    List<EventLogReader> readers = new ArrayList<>();
    for (String channel : Channels.EVENT_LOGS) {
      readers.add(
          new EventLogReader(
              vertx, bus, topics.topic(channel), backends.metrics(), backends.clock()));
    }
    logs = List.copyOf(readers);
    ErrorLog errors = new ErrorLog(backends.clock());
    return bus.subscribe(Channels.ERRORS, errors::heard)
        .compose(heard -> Future.all(logs.stream().map(EventLogReader::open).toList()))
        .onSuccess(open -> vertx.setPeriodic(COMMIT_MILLIS, tick -> commit()))
        .recover(refused -> bus.close().transform(closed -> Future.failedFuture(refused)));
  }

  private void commit() {
    for (EventLogReader log : logs) {
      log.commit()
          .onFailure(error -> LOG.debug("{}: position not stored yet", log.channel(), error));
    }
  }

  @Override
  public Future<?> stop() {
    return Future.join(logs.stream().map(EventLogReader::close).toList())
        .timeout(STOP_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(error -> LOG.warn("Stopped without storing how far the events were read", error))
        .transform(closed -> bus.close());
  }

  /** This reader's part of the health message, at most a second old. For any thread. */
  public JsonObject health() {
    JsonObject counts = new JsonObject();
    JsonObject queues = new JsonObject();
    for (EventLogReader log : logs) {
      counts.put(log.channel(), log.count());
      queues.put(log.channel(), log.lag());
    }
    return new JsonObject()
        .put("queues", queues)
        .put("counts", counts)
        .put(
            "jobs",
            new JsonObject()
                .put("pattern", processed(counts, Channels.PATTERNS))
                .put("indicator", processed(counts, Channels.INDICATORS)));
  }

  private static JsonObject processed(JsonObject counts, String channel) {
    return new JsonObject().put("messages_processed", counts.getLong(channel, 0L));
  }
}
