package ai.tickstock.pl.persistence;

import ai.tickstock.market.Timeframe;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long what is stored stays; zero is for ever, the default.
 *
 * @param bars by timeframe; bars go by whole partitions, when all of one are older
 * @param patterns from their detection on
 */
record RetentionOptions(Map<Timeframe, Duration> bars, Duration patterns) {
  /** A day of the market may lie in two partitions; its minutes must be there until it is over. */
  private static final int LEAST_DAYS = 2;

  RetentionOptions {
    bars = Map.copyOf(bars);
  }

  /**
   * Reads the whole configuration.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  static RetentionOptions from(JsonObject config) {
    JsonObject retention = config.getJsonObject("retention", new JsonObject());
    Map<Timeframe, Duration> bars = new EnumMap<>(Timeframe.class);
    for (Timeframe timeframe : Timeframe.values()) {
      bars.put(timeframe, days(retention, timeframe.label()));
    }
    return new RetentionOptions(bars, days(retention, "patterns"));
  }

  private static Duration days(JsonObject retention, String key) {
    int days = retention.getInteger(key, 0);
    if (days != 0 && days < LEAST_DAYS) {
      throw new IllegalArgumentException(
          "retention."
              + key
              + ": expected 0, for ever, or at least "
              + LEAST_DAYS
              + " days, was "
              + days);
    }
    return Duration.ofDays(days);
  }
}
