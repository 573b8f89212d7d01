package ai.tickstock.pl.records;

import ai.tickstock.market.Timeframe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Which series have patterns' records.
 *
 * @param enabled whether any; {@code patterns.record.enabled}, default true
 * @param timeframes of the series; {@code patterns.record.timeframes}, default 1day and 1hour
 */
public record RecordOptions(boolean enabled, List<Timeframe> timeframes) {
  public RecordOptions {
    timeframes = timeframes.stream().distinct().toList();
  }

  /**
   * Reads the whole configuration.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public static RecordOptions from(JsonObject config) {
    JsonObject record =
        config
            .getJsonObject("patterns", new JsonObject())
            .getJsonObject("record", new JsonObject());
    JsonArray timeframes =
        record.getJsonArray("timeframes", new JsonArray(List.of("1day", "1hour")));
    try {
      return new RecordOptions(
          record.getBoolean("enabled", true),
          timeframes.stream().map(label -> Timeframe.of((String) label)).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("patterns.record.timeframes: " + e.getMessage(), e);
    }
  }
}
