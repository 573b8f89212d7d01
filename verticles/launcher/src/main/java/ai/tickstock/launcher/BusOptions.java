package ai.tickstock.launcher;

import ai.tickstock.wire.log.RedisBusOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** The bus as configured. */
final class BusOptions {
  private BusOptions() {}

  static RedisBusOptions of(JsonObject config, String redisUrl) {
    JsonObject publisher = config.getJsonObject("publisher");
    return RedisBusOptions.of(redisUrl)
        .withFlush(
            Duration.ofMillis(publisher.getLong("flushMillis")), publisher.getLong("retainBytes"));
  }
}
