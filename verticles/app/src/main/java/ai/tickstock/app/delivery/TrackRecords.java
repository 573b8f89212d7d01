package ai.tickstock.app.delivery;

import ai.tickstock.app.alerts.FiredAlert;
import ai.tickstock.app.api.RecordJson;
import ai.tickstock.store.PatternRecordReader;
import ai.tickstock.store.PatternRecordReader.PatternRecord;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How patterns did before, for the alerts they fire: asked for once in some minutes, and only for a
 * moment. A database that does not answer in time is left alone for a while; an alert goes without
 * rather than late. Not thread-safe: lives on one context.
 */
final class TrackRecords {
  static final long LIFE_NANOS = TimeUnit.MINUTES.toNanos(5);
  static final long PATIENCE_MILLIS = 250;
  static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final Logger LOG = LoggerFactory.getLogger(TrackRecords.class);
  private static final int MOST_KNOWN = 5_000;
  private static final int MOST_ASKED = 500;

  /** Directions there are of a pattern, at most. */
  private static final int DIRECTIONS = 10;

  private record Series(String symbol, String pattern, String timeframe) {}

  private record Known(Future<Map<String, JsonObject>> byDirection, long until) {}

  private final PatternRecordReader reader;
  private final LongSupplier nanos;
  private final LinkedHashMap<Series, Known> known = new LinkedHashMap<>();
  private int asked;
  private boolean isResting;
  private long restsUntil;

  /**
   * @param nanos time that only goes on, nanoseconds
   */
  TrackRecords(PatternRecordReader reader, LongSupplier nanos) {
    this.reader = reader;
    this.nanos = nanos;
  }

  /** The record of what fired; null if there is none, or none to be had now. Never fails. */
  Future<JsonObject> of(FiredAlert alert) {
    if (alert.pattern() == null) {
      return Future.succeededFuture();
    }
    Series series = new Series(alert.symbol(), alert.pattern(), alert.timeframe().label());
    long now = nanos.getAsLong();
    Known found = known.get(series);
    if (found == null || now - found.until() >= 0) {
      found = ask(series, now);
    }
    if (found == null) {
      return Future.succeededFuture();
    }
    Future<Map<String, JsonObject>> records = found.byDirection();
    return (records.isComplete() ? records : inTime(records))
        .map(byDirection -> byDirection.get(alert.direction()))
        .otherwiseEmpty();
  }

  private Future<Map<String, JsonObject>> inTime(Future<Map<String, JsonObject>> records) {
    return records.timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).onFailure(late -> rest());
  }

  private void rest() {
    isResting = true;
    restsUntil = nanos.getAsLong() + REST_NANOS;
  }

  /** Null if nobody is to be asked now. */
  private Known ask(Series series, long now) {
    isResting &= now - restsUntil < 0;
    if (isResting || asked >= MOST_ASKED) {
      return null;
    }
    asked++;
    Future<Map<String, JsonObject>> answer =
        reader
            .records(series.symbol(), series.pattern(), series.timeframe(), DIRECTIONS)
            .map(TrackRecords::byDirection)
            .onComplete(done -> asked--)
            .onFailure(
                error -> {
                  rest();
                  known.remove(series);
                  LOG.debug("No track record of {}: {}", series, error.toString());
                });
    Known asking = new Known(answer, now + LIFE_NANOS);
    if (!answer.failed()) {
      known.remove(series);
      known.put(series, asking);
      if (known.size() > MOST_KNOWN) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return asking;
  }

  private static Map<String, JsonObject> byDirection(List<PatternRecord> records) {
    Map<String, JsonObject> byDirection = new HashMap<>();
    records.forEach(each -> byDirection.put(each.direction(), RecordJson.of(each)));
    return byDirection;
  }
}
