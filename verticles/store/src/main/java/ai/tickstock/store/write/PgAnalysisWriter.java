package ai.tickstock.store.write;

import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
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
      insert into daily_indicators (symbol, timeframe, bar_timestamp, change_no, "values", states)
      select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $5::jsonb[], $6::jsonb[])
      on conflict (symbol, timeframe) do update set
        bar_timestamp = excluded.bar_timestamp, change_no = excluded.change_no,
        "values" = daily_indicators."values" || excluded."values", states = excluded.states, updated_at = now()
      where daily_indicators.change_no <= excluded.change_no
      """;

  private static final String HISTORY =
      """
      insert into indicator_history as h (symbol, timeframe, bar_timestamp, change_no, "values", states)
      select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $5::jsonb[], $6::jsonb[])
      on conflict (symbol, timeframe, bar_timestamp) do update set
        change_no = excluded.change_no, "values" = h."values" || excluded."values", states = excluded.states
      where h.change_no <= excluded.change_no
      """;

  private static final String NEWEST_STATES =
      """
      select symbol, bar_timestamp, states from daily_indicators
      where timeframe = $1::text and symbol = any($2::text[]) and states is not null
      """;

  /** The newest row may be the only one: without history, or when what is old was deleted. */
  private static final String STATE_BEFORE =
      """
      select symbol, bar_timestamp, states from (
        (select symbol, bar_timestamp, states from indicator_history
         where symbol = $1::text and timeframe = $2::text and bar_timestamp < $3::timestamptz and states is not null
         order by bar_timestamp desc limit 1)
        union all
        select symbol, bar_timestamp, states from daily_indicators
        where symbol = $1 and timeframe = $2 and bar_timestamp < $3 and states is not null) found
      order by bar_timestamp desc limit 1
      """;

  private static final int MOST_PRUNED = 10_000;

  private static final String PRUNE_PATTERNS =
      """
      delete from daily_patterns where event_id = any(array(
        select event_id from daily_patterns where detected_at < $1 limit $2))
      """;

  private static final String PRUNE_HISTORY =
      "delete from indicator_history where timeframe = $1 and bar_timestamp < $2";

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
  public Future<Map<Integer, String>> owners(String stage) {
    Map<Integer, String> owners = new HashMap<>();
    return pool.preparedQuery(
            "select partition, owner_token from analysis_position where stage = $1::text")
        .execute(Tuple.of(stage))
        .map(
            rows -> {
              rows.forEach(row -> owners.put(row.getInteger(0), row.getString(1)));
              return owners;
            });
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
    return commit(
        stage,
        ownerToken,
        cursors,
        latest.isEmpty() ? Map.of() : Map.of(PATTERNS, patterns(List.copyOf(latest.values()))));
  }

  @Override
  public Future<Void> commitIndicators(
      String stage,
      String ownerToken,
      List<IndicatorRow> rows,
      boolean history,
      List<Cursor> cursors) {
    Map<String, IndicatorRow> bars = new LinkedHashMap<>();
    Map<String, IndicatorRow> latest = new LinkedHashMap<>();
    for (IndicatorRow row : rows) {
      String series = row.symbol() + "|" + row.timeframe().label();
      latest.merge(series, row, PgAnalysisWriter::latest);
      if (history) {
        bars.merge(series + "|" + row.barStart(), row, PgAnalysisWriter::merged);
      }
    }
    Map<String, Tuple> statements = new LinkedHashMap<>();
    if (!bars.isEmpty()) {
      statements.put(HISTORY, indicators(List.copyOf(bars.values())));
    }
    if (!latest.isEmpty()) {
      statements.put(INDICATORS, indicators(List.copyOf(latest.values())));
    }
    return commit(stage, ownerToken, cursors, statements);
  }

  @Override
  public Future<List<SavedState>> newestStates(Timeframe timeframe, Set<String> symbols) {
    return states(
        NEWEST_STATES, Tuple.of(timeframe.label(), (Object) symbols.toArray(String[]::new)));
  }

  @Override
  public Future<SavedState> stateBefore(String symbol, Timeframe timeframe, Instant before) {
    return states(STATE_BEFORE, Tuple.of(symbol, timeframe.label(), timestamp(before)))
        .map(found -> found.isEmpty() ? null : found.get(0));
  }

  private Future<List<SavedState>> states(String query, Tuple values) {
    return pool.preparedQuery(query)
        .mapping(
            row ->
                new SavedState(
                    row.getString(0), row.getOffsetDateTime(1).toInstant(), row.getJsonObject(2)))
        .execute(values)
        .map(
            rows -> {
              List<SavedState> states = new ArrayList<>(rows.size());
              rows.forEach(states::add);
              return states;
            });
  }

  @Override
  public Future<Void> prunePatterns(Instant before) {
    return pool.preparedQuery(PRUNE_PATTERNS)
        .execute(Tuple.of(timestamp(before), MOST_PRUNED))
        .compose(
            deleted ->
                deleted.rowCount() < MOST_PRUNED
                    ? Future.succeededFuture()
                    : prunePatterns(before));
  }

  @Override
  public Future<Void> pruneHistory(Timeframe timeframe, Instant before) {
    return pool.preparedQuery(PRUNE_HISTORY)
        .execute(Tuple.of(timeframe.label(), timestamp(before)))
        .mapEmpty();
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
      String stage, String ownerToken, List<Cursor> cursors, Map<String, Tuple> statements) {
    if (cursors.isEmpty()) {
      return Future.failedFuture(new IllegalArgumentException("rows without a cursor: no fence"));
    }
    return pool.withTransaction(
        connection -> {
          Future<Void> done = move(connection, stage, ownerToken, cursors);
          for (Map.Entry<String, Tuple> statement : statements.entrySet()) {
            done =
                done.compose(
                    before ->
                        connection
                            .preparedQuery(statement.getKey())
                            .execute(statement.getValue())
                            .mapEmpty());
          }
          return done;
        });
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

  /** Of one series: the newer bar; of the same bar what is newer of it. */
  private static IndicatorRow latest(IndicatorRow a, IndicatorRow b) {
    int byBar = a.barStart().compareTo(b.barStart());
    return byBar == 0 ? merged(a, b) : byBar > 0 ? withChange(a, b) : withChange(b, a);
  }

  /** A row of the newest bar is as new as the last change of any bar of its series. */
  private static IndicatorRow withChange(IndicatorRow newest, IndicatorRow other) {
    long change = Math.max(newest.changeNo(), other.changeNo());
    return new IndicatorRow(
        newest.symbol(),
        newest.timeframe(),
        newest.barStart(),
        change,
        newest.values(),
        newest.states());
  }

  private static IndicatorRow merged(IndicatorRow a, IndicatorRow b) {
    IndicatorRow older = b.changeNo() >= a.changeNo() ? a : b;
    IndicatorRow newer = older == a ? b : a;
    JsonObject values = older.values().copy().mergeIn(newer.values());
    return new IndicatorRow(
        newer.symbol(),
        newer.timeframe(),
        newer.barStart(),
        newer.changeNo(),
        values,
        newer.states());
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
        .addValue(column(rows, IndicatorRow::values, JsonObject[]::new))
        .addValue(column(rows, IndicatorRow::states, JsonObject[]::new));
  }

  private static <R, T> T[] column(List<R> rows, Function<R, T> field, IntFunction<T[]> array) {
    return rows.stream().map(field).toArray(array);
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
