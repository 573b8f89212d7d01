package ai.tickstock.launcher.http;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.BusHealth;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes one half's health every ten seconds, with Redis' facts in it. */
public final class HealthVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(HealthVerticle.class);
  private static final long PERIOD_MILLIS = 10_000;

  private final String source;
  private final BusFactory buses;
  private final Supplier<JsonObject> half;
  private final Clock clock;
  private Bus bus;

  /**
   * @param source app or pl
   * @param half the half's own part of the message
   */
  public HealthVerticle(String source, BusFactory buses, Supplier<JsonObject> half, Clock clock) {
    this.source = source;
    this.buses = buses;
    this.half = half;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    bus = buses.create(vertx);
    vertx.setPeriodic(0, PERIOD_MILLIS, timer -> publish());
    return Future.succeededFuture();
  }

  private void publish() {
    bus.health()
        .compose(redis -> bus.publish(Channels.HEALTH, message(redis).toBuffer()))
        .onFailure(error -> LOG.debug("Health was not published: {}", error.toString()));
  }

  private JsonObject message(BusHealth redis) {
    JsonObject message =
        new JsonObject()
            .put("source", source)
            .put("node", source + "-" + ProcessHandle.current().pid())
            .put("latency_ms", redis.latencyMillis())
            .put("connected_clients", redis.connectedClients())
            .put("used_memory_human", redis.usedMemoryHuman())
            .put("keyspace_hits", redis.keyspaceHits())
            .put("keyspace_misses", redis.keyspaceMisses())
            .mergeIn(half.get(), true);
    message.put("timestamp", clock.millis() / 1000.0);
    if (isBeforeFirstBar(message)) {
      message.put("note", "messages_processed is 0 until the first minute is over: expected");
    }
    return message;
  }

  private static boolean isBeforeFirstBar(JsonObject message) {
    JsonObject pattern = message.getJsonObject("jobs", new JsonObject()).getJsonObject("pattern");
    return pattern != null && pattern.getLong("messages_processed", 0L) == 0;
  }

  @Override
  public Future<?> stop() {
    return bus.close();
  }
}
