package ai.tickstock.store;

import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Reads series from PostgreSQL by key, each page from where the one before ended. Thread-safe. */
public final class PgHistoryReader implements HistoryReader {
  /** Read in a millisecond or two, so that they keep no event loop. */
  private static final int PAGE = 4096;

  private static final String BARS =
      """
      select (date_part('epoch', bar_timestamp) * 1000)::int8, open, high, low, close, volume from ${table}
      where symbol = $1 and bar_timestamp >= $2::timestamptz and bar_timestamp < $3::timestamptz
      order by bar_timestamp limit $4::int
      """;

  private static final String WHOLE =
      """
      select bar_timestamp, open, high, low, close, volume, vwap, trades, revision, origin from ${table}
      where symbol = $1 and bar_timestamp >= $2::timestamptz and bar_timestamp < $3::timestamptz
      order by bar_timestamp limit $4::int
      """;

  private static final String PATTERNS =
      """
      select event_id, revision, pattern, symbol, timeframe, confidence, direction, detected_at, retracted, metadata,
        bar_timestamp
      from daily_patterns
      where bar_timestamp >= $1::timestamptz and bar_timestamp < $3::timestamptz
        and (bar_timestamp > $1 or event_id collate "C" > $2::text)
        and (cardinality($4::text[]) = 0 or symbol = any($4))
        and (cardinality($5::text[]) = 0 or timeframe = any($5))
      order by bar_timestamp, event_id collate "C" limit $6::int
      """;

  private final Pool pool;
  private final int page;

  /** A reader over a migrated database. */
  public PgHistoryReader(Database database) {
    this(database, PAGE);
  }

  /** A reader of pages of a size, for tests. */
  PgHistoryReader(Database database, int page) {
    this.pool = database.pool();
    this.page = page;
  }

  @Override
  public Future<Long> bars(
      String symbol, Timeframe timeframe, long fromMillis, long toMillis, Sink sink) {
    String sql = BARS.replace("${table}", BarTables.name(timeframe));
    Promise<Long> done = Promise.promise();
    page(new Series(sql, symbol, toMillis, sink, done), fromMillis, 0);
    return done.future();
  }

  /** What stays the same from page to page. */
  private record Series(String sql, String symbol, long toMillis, Sink sink, Promise<Long> whole) {}

  /** What a page had. */
  private record Passed(int rows, long last) {}

  /** Each page asks for the next, and none waits for those behind it: there may be thousands. */
  private void page(Series series, long fromMillis, long before) {
    Tuple values = Tuple.of(series.symbol, Times.of(fromMillis), Times.of(series.toMillis), page);
    pool.preparedQuery(series.sql)
        .execute(values)
        .map(rows -> new Passed(rows.size(), pass(rows, series.sink)))
        .onSuccess(passed -> goOn(series, passed, before + passed.rows))
        .onFailure(series.whole::fail);
  }

  private void goOn(Series series, Passed passed, long read) {
    if (passed.rows < page) {
      series.whole.complete(read);
    } else {
      page(series, passed.last + 1, read);
    }
  }

  private static long pass(RowSet<Row> rows, Sink sink) {
    long last = 0;
    for (Row row : rows) {
      last = row.getLong(0);
      sink.bar(
          last,
          row.getDouble(1),
          row.getDouble(2),
          row.getDouble(3),
          row.getDouble(4),
          row.getDouble(5));
    }
    return last;
  }

  @Override
  public Future<List<StoredBar>> page(
      String symbol, Timeframe timeframe, long fromMillis, long toMillis) {
    return pool.preparedQuery(WHOLE.replace("${table}", BarTables.name(timeframe)))
        .mapping(row -> whole(symbol, timeframe, row))
        .execute(Tuple.of(symbol, Times.of(fromMillis), Times.of(toMillis), page))
        .map(Rows::list);
  }

  private static StoredBar whole(String symbol, Timeframe timeframe, Row row) {
    Instant start = row.getOffsetDateTime(0).toInstant();
    return new StoredBar(ChangeRows.bar(symbol, timeframe, start, row, 1), row.getString(9));
  }

  @Override
  public Future<List<StoredPattern>> patternPage(
      Set<String> symbols, Set<String> timeframes, PatternPlace after, Instant to) {
    Tuple values =
        Tuple.of(
            Times.of(after.barStart().toEpochMilli()),
            after.eventId(),
            Times.of(to.toEpochMilli()),
            symbols.toArray(String[]::new),
            timeframes.toArray(String[]::new),
            page);
    return pool.preparedQuery(PATTERNS)
        .mapping(
            row ->
                new StoredPattern(
                    PgMarketReader.pattern(row), row.getOffsetDateTime(10).toInstant()))
        .execute(values)
        .map(Rows::list);
  }

  @Override
  public Future<List<String>> symbols(Timeframe timeframe) {
    return pool.preparedQuery(SymbolSql.of(timeframe) + " order by symbol collate \"C\"")
        .mapping(row -> row.getString(0))
        .execute()
        .map(Rows::list);
  }
}
