package ai.tickstock.app.api;

import ai.tickstock.store.PatternRecordReader.PatternRecord;
import io.vertx.core.json.JsonObject;

/** What came after a pattern, as it is shown. */
public final class RecordJson {
  private RecordJson() {}

  /** A record; times in Unix seconds. */
  public static JsonObject of(PatternRecord record) {
    return new JsonObject()
        .put("pattern", record.pattern())
        .put("symbol", record.symbol())
        .put("timeframe", record.timeframe())
        .put("direction", record.direction())
        .put("count", record.count())
        .put("horizons", record.horizons())
        .put("from", record.from().getEpochSecond())
        .put("to", record.to().getEpochSecond())
        .put("updated_at", record.updatedAt().getEpochSecond());
  }
}
