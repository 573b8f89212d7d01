package ai.tickstock.pl.records;

import ai.tickstock.analytics.backtest.TrackRecord;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.PatternRecordReader.PatternRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Records as they are stored: what is not defined is null. */
final class RecordRows {
  private RecordRows() {}

  static PatternRecord row(String symbol, Timeframe timeframe, TrackRecord record, Instant now) {
    JsonArray horizons = new JsonArray();
    record.horizons().forEach(each -> horizons.add(json(each)));
    return new PatternRecord(
        symbol,
        timeframe.label(),
        record.pattern(),
        record.direction().label(),
        record.count(),
        horizons,
        Instant.ofEpochMilli(record.fromMillis()),
        Instant.ofEpochMilli(record.toMillis()),
        now);
  }

  private static JsonObject json(TrackRecord.Horizon horizon) {
    return new JsonObject()
        .put("bars", horizon.bars())
        .put("count", horizon.count())
        .put("hits", horizon.hits())
        .put("hit_rate", defined(horizon.hitRate()))
        .put("mean_return", defined(horizon.meanReturn()))
        .put("unconditional_mean", defined(horizon.unconditionalMean()))
        .put("unconditional_hit_rate", defined(horizon.unconditionalHitRate()));
  }

  private static Double defined(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
