package ai.tickstock.store.write;

import ai.tickstock.market.Symbols;
import ai.tickstock.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Writes what the analysis stages leave behind to PostgreSQL. Every commit may be repeated: a row
 * is only replaced by one at least as new. Thread-safe.
 */
public final class PgAnalysisWriter implements AnalysisWriter {
  private static final String TAKE_OVER =
      """
      insert into analysis_position (stage, partition, owner_token)
      select $1, p, $3 from unnest($2::int[]) p order by p
      on conflict (stage, partition) do update set owner_token = excluded.owner_token, updated_at = now()
      returning partition, change_no, event_seq
      """;

  /** Locks in one order, whoever comes; a cursor never moves back. */
  private static final String MOVE =
      """
      with mine as (
        select partition from analysis_position
        where stage = $1::text and owner_token = $2::text and partition = any($3::int[])
        order by partition for update)
      update analysis_position p set change_no = n.change_no, event_seq = n.event_seq, updated_at = now()
      from unnest($3::int[], $4::bigint[], $5::bigint[]) as n(partition, change_no, event_seq)
      where p.stage = $1::text and p.partition = n.partition and p.partition in (select partition from mine)
      """;

  private static final String PATTERNS =
      """
      insert into daily_patterns (event_id, revision, pattern, symbol, timeframe, confidence, direction,
        detected_at, bar_timestamp, retracted, metadata)
      select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::text[],
        $8::timestamptz[], $9::timestamptz[], $10::bool[], $11::jsonb[])
      on conflict (event_id) do update set
        revision = excluded.revision, confidence = excluded.confidence, direction = excluded.direction,
        detected_at = excluded.detected_at, retracted = excluded.retracted, metadata = excluded.metadata,
        updated_at = now()
      where daily_patterns.revision <= excluded.revision
      """;

  private static final String INDICATORS =
      """
      insert into daily_indicators (symbol, timeframe, bar_timestamp, change_no, "values")
      select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $5::jsonb[])
      on conflict (symbol, timeframe) do update set
        bar_timestamp = excluded.bar_timestamp, change_no = excluded.change_no,
        "values" = daily_indicators."values" || excluded."values", updated_at = now()
      where daily_indicators.change_no <= excluded.change_no
      """;

  private static final String PASSED =
      """
      select partition, min(change_no) from analysis_position where stage = any($1::text[])
      group by partition having count(*) = $2::int
      """;

  private final Pool pool;

  /** A writer over a migrated database. */
  public PgAnalysisWriter(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<List<Cursor>> takeOver(String stage, Set<Integer> partitions, String ownerToken) {
    Integer[] sorted = new TreeSet<>(partitions).toArray(Integer[]::new);
    return pool.preparedQuery(TAKE_OVER)
        .mapping(row -> new Cursor(row.getInteger(0), row.getLong(1), row.getLong(2)))
        .execute(Tuple.of(stage, sorted, ownerToken))
        .map(
            rows -> {
              List<Cursor> cursors = new ArrayList<>(rows.size());
              rows.forEach(cursors::add);
              return List.copyOf(cursors);
            });
  }

  @Override
  public Future<Void> commitPatterns(
      String stage, String ownerToken, List<PatternRow> rows, List<Cursor> cursors) {
    Map<String, PatternRow> latest = new LinkedHashMap<>();
    rows.forEach(row -> latest.merge(row.eventId(), row, PgAnalysisWriter::newer));
    Tuple values = latest.isEmpty() ? null : patterns(List.copyOf(latest.values()));
    return commit(stage, ownerToken, cursors, PATTERNS, values);
  }

  @Override
  public Future<Void> commitIndicators(
      String stage, String ownerToken, List<IndicatorRow> rows, List<Cursor> cursors) {
    Map<String, IndicatorRow> latest = new LinkedHashMap<>();
    rows.forEach(
        row ->
            latest.merge(
                row.symbol() + "|" + row.timeframe().label(), row, PgAnalysisWriter::merged));
    Tuple values = latest.isEmpty() ? null : indicators(List.copyOf(latest.values()));
    return commit(stage, ownerToken, cursors, INDICATORS, values);
  }

  @Override
  public Future<Map<Integer, Long>> passed(Set<String> stages) {
    return pool.preparedQuery(PASSED)
        .execute(Tuple.of(stages.toArray(String[]::new), stages.size()))
        .map(
            rows -> {
              Map<Integer, Long> passed = new HashMap<>();
              for (int partition = 0; partition < Symbols.PARTITIONS; partition++) {
                passed.put(partition, 0L);
              }
              rows.forEach(row -> passed.put(row.getInteger(0), row.getLong(1)));
              return Map.copyOf(passed);
            });
  }

  private Future<Void> commit(
      String stage, String ownerToken, List<Cursor> cursors, String sql, Tuple values) {
    if (cursors.isEmpty()) {
      return Future.failedFuture(new IllegalArgumentException("rows without a cursor: no fence"));
    }
    return pool.withTransaction(
        connection ->
            move(connection, stage, ownerToken, cursors)
                .compose(
                    moved ->
                        values == null
                            ? Future.<Void>succeededFuture()
                            : connection.preparedQuery(sql).execute(values).mapEmpty()));
  }

  private static Future<Void> move(
      SqlClient client, String stage, String ownerToken, List<Cursor> cursors) {
    Tuple values =
        Tuple.of(
            stage,
            ownerToken,
            column(cursors, Cursor::partition, Integer[]::new),
            column(cursors, Cursor::changeNo, Long[]::new),
            column(cursors, Cursor::eventSeq, Long[]::new));
    return client
        .preparedQuery(MOVE)
        .execute(values)
        .compose(
            moved ->
                moved.rowCount() == cursors.size()
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new NotOwnerException(
                            "%s: %d of %d partitions belong to somebody else now"
                                .formatted(
                                    stage, cursors.size() - moved.rowCount(), cursors.size()))));
  }

  private static PatternRow newer(PatternRow a, PatternRow b) {
    return b.revision() >= a.revision() ? b : a;
  }

  private static IndicatorRow merged(IndicatorRow a, IndicatorRow b) {
    IndicatorRow older = b.changeNo() >= a.changeNo() ? a : b;
    IndicatorRow newer = older == a ? b : a;
    JsonObject values = older.values().copy().mergeIn(newer.values());
    return new IndicatorRow(
        newer.symbol(), newer.timeframe(), newer.barStart(), newer.changeNo(), values);
  }

  private static Tuple patterns(List<PatternRow> rows) {
    return Tuple.tuple()
        .addValue(column(rows, PatternRow::eventId, String[]::new))
        .addValue(column(rows, PatternRow::revision, Long[]::new))
        .addValue(column(rows, PatternRow::pattern, String[]::new))
        .addValue(column(rows, PatternRow::symbol, String[]::new))
        .addValue(column(rows, row -> row.timeframe().label(), String[]::new))
        .addValue(column(rows, PatternRow::confidence, Double[]::new))
        .addValue(column(rows, PatternRow::direction, String[]::new))
        .addValue(column(rows, row -> timestamp(row.detectedAt()), OffsetDateTime[]::new))
        .addValue(column(rows, row -> timestamp(row.barStart()), OffsetDateTime[]::new))
        .addValue(column(rows, PatternRow::retracted, Boolean[]::new))
        .addValue(column(rows, PatternRow::metadata, JsonObject[]::new));
  }

  private static Tuple indicators(List<IndicatorRow> rows) {
    return Tuple.tuple()
        .addValue(column(rows, IndicatorRow::symbol, String[]::new))
        .addValue(column(rows, row -> row.timeframe().label(), String[]::new))
        .addValue(column(rows, row -> timestamp(row.barStart()), OffsetDateTime[]::new))
        .addValue(column(rows, IndicatorRow::changeNo, Long[]::new))
        .addValue(column(rows, IndicatorRow::values, JsonObject[]::new));
  }

  private static <R, T> T[] column(List<R> rows, Function<R, T> field, IntFunction<T[]> array) {
    return rows.stream().map(field).toArray(array);
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
