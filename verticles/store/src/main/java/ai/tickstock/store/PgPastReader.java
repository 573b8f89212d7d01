package ai.tickstock.store;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.SplitFactors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Reads from PostgreSQL what has become of the past. Thread-safe. */
public final class PgPastReader implements PastReader {
  private static final String CHANGED =
      "select symbol, changed_at from history_changes where changed_at > $1::timestamptz";

  private final Database database;
  private final MarketCalendar calendar;

  /**
   * @param calendar when the day of a split begins
   */
  public PgPastReader(Database database, MarketCalendar calendar) {
    this.database = database;
    this.calendar = calendar;
  }

  @Override
  public Future<Map<String, SplitFactors>> factors() {
    return new PgSplitReader(database)
        .all()
        .map(
            all -> {
              Map<String, SplitFactors> factors = new HashMap<>();
              all.forEach((symbol, its) -> factors.put(symbol, StoredSplit.factors(its, calendar)));
              return factors;
            });
  }

  @Override
  public Future<Map<String, Instant>> changedSince(Instant since) {
    Map<String, Instant> changed = new HashMap<>();
    return database
        .pool()
        .preparedQuery(CHANGED)
        .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              rows.forEach(
                  row -> changed.put(row.getString(0), row.getOffsetDateTime(1).toInstant()));
              return changed;
            });
  }
}
