package ai.tickstock.launcher;

import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisConnections;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** The bus as configured. */
final class BusOptions {
  private BusOptions() {}

  static RedisBusOptions of(JsonObject config, String redisUrl) {
    JsonObject redis = config.getJsonObject("redis");
    JsonObject publisher = config.getJsonObject("publisher");
    return RedisBusOptions.of(redisUrl)
        .withTimeouts(
            Duration.ofMillis(redis.getLong("connectTimeoutMillis")),
            Duration.ofMillis(redis.getLong("commandTimeoutMillis")))
        .withFlush(
            Duration.ofMillis(publisher.getLong("flushMillis")), publisher.getLong("retainBytes"));
  }

  /** The bound of a process with so many halves. */
  static RedisConnections connections(JsonObject config, int halves) {
    return new RedisConnections(
        halves * config.getJsonObject("redis").getInteger("maxConnections"));
  }
}
