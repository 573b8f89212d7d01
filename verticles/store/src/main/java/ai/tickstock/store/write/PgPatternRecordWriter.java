package ai.tickstock.store.write;

import ai.tickstock.store.Database;
import ai.tickstock.store.PatternRecordReader.PatternRecord;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Writes patterns' records to PostgreSQL. Thread-safe. */
public final class PgPatternRecordWriter implements PatternRecordWriter {
  /**
   * Who changes the past commits a while after the time he gives it: a minute is more than enough.
   */
  private static final String IS_FRESH =
      """
      s.patterns = $2::text and s.updated_at >= $3::timestamptz and not exists (select from history_changes h
        where h.symbol = s.symbol and h.changed_at > s.updated_at - interval '1 minute')
      """;

  private static final String FRESH =
      "select s.symbol from pattern_record_state s where s.timeframe = $1::text and " + IS_FRESH;

  private static final String CLAIM =
      """
      insert into pattern_record_state as s (timeframe, patterns, symbol, updated_at, claimed_at)
      values ($1::text, '', $4::text, 'epoch', now())
      on conflict (symbol, timeframe) do update set claimed_at = now()
        where (s.claimed_at is null or s.claimed_at < now() - $5::float8 * interval '1 second') and not (
      """
          + IS_FRESH
          + ")";

  /** First of all: two processes that look at one series take turns. */
  private static final String STATE =
      """
      insert into pattern_record_state as s (symbol, timeframe, patterns) values ($1::text, $2::text, $3::text)
      on conflict (symbol, timeframe) do update set patterns = excluded.patterns,
        updated_at = coalesce(s.claimed_at, now()), claimed_at = null
      """;

  private static final String DELETE =
      "delete from pattern_records where symbol = $1::text and timeframe = $2::text";

  private static final String INSERT =
      """
      insert into pattern_records (symbol, timeframe, pattern, direction, count, horizons, from_time, to_time)
      select $1::text, $2::text, * from unnest($3::text[], $4::text[], $5::int[], $6::jsonb[], $7::timestamptz[],
        $8::timestamptz[])
      """;

  private final Pool pool;

  /** A writer over a migrated database. */
  public PgPatternRecordWriter(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<Set<String>> fresh(String timeframe, String patterns, Instant since) {
    return pool.preparedQuery(FRESH)
        .execute(Tuple.of(timeframe, patterns, timestamp(since)))
        .map(
            rows -> {
              Set<String> symbols = new HashSet<>();
              rows.forEach(row -> symbols.add(row.getString(0)));
              return symbols;
            });
  }

  @Override
  public Future<Boolean> claim(
      String symbol, String timeframe, String patterns, Instant since, Duration lease) {
    Tuple values =
        Tuple.of(timeframe, patterns, timestamp(since), symbol).addValue(lease.toMillis() / 1e3);
    return pool.preparedQuery(CLAIM).execute(values).map(rows -> rows.rowCount() > 0);
  }

  @Override
  public Future<Void> replace(
      String symbol, String timeframe, String patterns, List<PatternRecord> records) {
    return pool.withTransaction(
            client ->
                client
                    .preparedQuery(STATE)
                    .execute(Tuple.of(symbol, timeframe, patterns))
                    .compose(
                        marked -> client.preparedQuery(DELETE).execute(Tuple.of(symbol, timeframe)))
                    .compose(deleted -> insert(client, symbol, timeframe, records)))
        .mapEmpty();
  }

  private static Future<Void> insert(
      SqlClient client, String symbol, String timeframe, List<PatternRecord> records) {
    if (records.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple columns =
        Tuple.of(symbol, timeframe)
            .addValue(column(records, PatternRecord::pattern, String[]::new))
            .addValue(column(records, PatternRecord::direction, String[]::new))
            .addValue(column(records, PatternRecord::count, Integer[]::new))
            .addValue(column(records, PatternRecord::horizons, JsonArray[]::new))
            .addValue(column(records, row -> timestamp(row.from()), OffsetDateTime[]::new))
            .addValue(column(records, row -> timestamp(row.to()), OffsetDateTime[]::new));
    return client.preparedQuery(INSERT).execute(columns).mapEmpty();
  }

  private static <T> T[] column(
      List<PatternRecord> rows, Function<PatternRecord, T> field, IntFunction<T[]> array) {
    return rows.stream().map(field).toArray(array);
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
