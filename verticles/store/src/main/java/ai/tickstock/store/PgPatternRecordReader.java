package ai.tickstock.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Reads patterns' records from PostgreSQL by index. Thread-safe. */
public final class PgPatternRecordReader implements PatternRecordReader {
  private static final String RECORDS =
      """
      select symbol, timeframe, pattern, direction, count, horizons, from_time, to_time, updated_at
      from pattern_records where true ${where}
      order by symbol, timeframe, pattern, direction limit $1::int
      """;

  private final Pool pool;

  /** A reader over a migrated database. */
  public PgPatternRecordReader(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<List<PatternRecord>> records(
      String symbol, String pattern, String timeframe, int limit) {
    Tuple values = Tuple.of(Math.min(MOST, limit));
    String where =
        is("symbol", symbol, values)
            + is("pattern", pattern, values)
            + is("timeframe", timeframe, values);
    return pool.preparedQuery(RECORDS.replace("${where}", where))
        .mapping(PgPatternRecordReader::record)
        .execute(values)
        .map(Rows::list);
  }

  /** A condition for what is asked for; there are eight statements in all. */
  private static String is(String column, String value, Tuple values) {
    if (value == null) {
      return "";
    }
    values.addValue(value);
    return " and " + column + " = $" + values.size() + "::text";
  }

  private static PatternRecord record(Row row) {
    return new PatternRecord(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getInteger(4),
        row.getJsonArray(5),
        row.getOffsetDateTime(6).toInstant(),
        row.getOffsetDateTime(7).toInstant(),
        row.getOffsetDateTime(8).toInstant());
  }
}
