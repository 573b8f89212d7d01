package ai.tickstock.store.write;

import ai.tickstock.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Writes backtests to PostgreSQL. Thread-safe. */
public final class PgBacktestWriter implements BacktestWriter {
  /** Trades in one statement. */
  private static final int CHUNK = 2_000;

  private static final String BEGIN =
      """
      insert into backtest_runs as r (job_id, user_id, status, fence, worker, created_at, started_at, job)
      values ($1::text, $2::text, 'running', $3::bigint, $4::text, $5::timestamptz, $6::timestamptz, $7::jsonb)
      on conflict (job_id) do update set fence = excluded.fence, worker = excluded.worker
        where r.finished_at is null and r.fence <= excluded.fence
      returning status
      """;

  private static final String STATUS = "select status from backtest_runs where job_id = $1::text";

  private static final String END =
      """
      update backtest_runs set status = $3::text, finished_at = $4::timestamptz, summary = $5::jsonb,
        equity = $6::jsonb, error = $7::text
      where job_id = $1::text and fence = $2::bigint and finished_at is null
      """;

  private static final String TRADES =
      """
      insert into backtest_trades (job_id, trade_no, symbol, side, reason, confidence, decided_at, entered_at,
        entry_price, quantity, exited_at, exit_price, exit, profit, return, commissions, bars, worst, best)
      select $1::text, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::timestamptz[],
        $8::timestamptz[], $9::float8[], $10::float8[], $11::timestamptz[], $12::float8[], $13::text[],
        $14::float8[], $15::float8[], $16::float8[], $17::int[], $18::float8[], $19::float8[])
      """;

  /** Last of all: its row is locked until the commit, so that numbers are committed in order. */
  private static final String NUMBER =
      """
      with next as (update backtest_events set last_no = last_no + 1 returning last_no)
      update backtest_runs set event_no = next.last_no from next where job_id = $1::text
      """;

  private static final String UNTOLD =
      """
      select e.announced, r.event_no, r.job_id, r.user_id, r.status, r.summary, r.error, r.finished_at
      from backtest_events e left join backtest_runs r on r.event_no > e.announced
      order by r.event_no limit $1::int
      """;

  private static final String TOLD =
      "update backtest_events set announced = $1::bigint where announced < $1::bigint";

  /** What others delete just now is left to them. */
  private static final String PRUNE =
      """
      delete from backtest_runs where job_id in (
        select job_id from backtest_runs
        where coalesce(finished_at, started_at) < $1::timestamptz
          and (event_no is null or event_no <= (select announced from backtest_events))
        order by coalesce(finished_at, started_at) limit $2::int for update skip locked)
      """;

  private final Pool pool;

  /** A writer over a migrated database. */
  public PgBacktestWriter(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<Begun> begin(Begin begin) {
    Tuple values =
        Tuple.tuple()
            .addValue(begin.jobId())
            .addValue(begin.userId())
            .addValue(begin.fence())
            .addValue(begin.worker())
            .addValue(timestamp(begin.createdAt()))
            .addValue(timestamp(begin.startedAt()))
            .addValue(begin.job());
    return pool.preparedQuery(BEGIN)
        .execute(values)
        .compose(
            rows ->
                rows.size() > 0
                    ? Future.succeededFuture(Begun.YES)
                    : pool.preparedQuery(STATUS)
                        .execute(Tuple.of(begin.jobId()))
                        .map(found -> begun(found.iterator().next().getString(0))));
  }

  private static Begun begun(String status) {
    return status.equals("running") ? Begun.FENCED : Begun.valueOf(status.toUpperCase(Locale.ROOT));
  }

  @Override
  public Future<Boolean> end(String jobId, long fence, End end) {
    return pool.withTransaction(
        client ->
            client
                .preparedQuery(END)
                .execute(values(jobId, fence, end))
                .compose(
                    changed ->
                        changed.rowCount() == 0
                            ? Future.succeededFuture(false)
                            : trades(client, jobId, end.trades(), 0)
                                .compose(
                                    all -> client.preparedQuery(NUMBER).execute(Tuple.of(jobId)))
                                .map(true)));
  }

  private static Tuple values(String jobId, long fence, End end) {
    return Tuple.tuple()
        .addValue(jobId)
        .addValue(fence)
        .addValue(end.status())
        .addValue(timestamp(end.finishedAt()))
        .addValue(end.summary())
        .addValue(end.equity())
        .addValue(end.error());
  }

  private static Future<Void> trades(
      SqlClient client, String jobId, List<JsonObject> trades, int from) {
    if (from >= trades.size()) {
      return Future.succeededFuture();
    }
    int to = Math.min(trades.size(), from + CHUNK);
    return client
        .preparedQuery(TRADES)
        .execute(columns(jobId, trades.subList(from, to), from))
        .compose(done -> trades(client, jobId, trades, to));
  }

  private static Tuple columns(String jobId, List<JsonObject> rows, int first) {
    Tuple columns = Tuple.of(jobId);
    columns.addValue(IntStream.range(first, first + rows.size()).boxed().toArray(Integer[]::new));
    texts(columns, rows, "symbol", "side", "reason");
    numbers(columns, rows, "confidence");
    times(columns, rows, "decided_at", "entered_at");
    numbers(columns, rows, "entry_price", "quantity");
    times(columns, rows, "exited_at");
    numbers(columns, rows, "exit_price");
    texts(columns, rows, "exit");
    numbers(columns, rows, "profit", "return", "commissions");
    columns.addValue(column(rows, row -> row.getInteger("bars"), Integer[]::new));
    numbers(columns, rows, "worst", "best");
    return columns;
  }

  private static void texts(Tuple columns, List<JsonObject> rows, String... names) {
    for (String name : names) {
      columns.addValue(column(rows, row -> row.getString(name), String[]::new));
    }
  }

  private static void numbers(Tuple columns, List<JsonObject> rows, String... names) {
    for (String name : names) {
      columns.addValue(column(rows, row -> row.getDouble(name), Double[]::new));
    }
  }

  private static void times(Tuple columns, List<JsonObject> rows, String... names) {
    for (String name : names) {
      columns.addValue(column(rows, row -> seconds(row.getDouble(name)), OffsetDateTime[]::new));
    }
  }

  private static <T> T[] column(
      List<JsonObject> rows, Function<JsonObject, T> field, IntFunction<T[]> array) {
    return rows.stream().map(field).toArray(array);
  }

  private static OffsetDateTime seconds(double seconds) {
    return timestamp(Instant.ofEpochMilli(Math.round(seconds * 1_000)));
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public Future<Untold> untold(int limit) {
    return pool.preparedQuery(UNTOLD)
        .execute(Tuple.of(limit))
        .map(
            rows -> {
              long announced = 0;
              List<Told> ends = new ArrayList<>();
              for (Row row : rows) {
                announced = row.getLong(0);
                if (row.getLong(1) != null) {
                  ends.add(told(row));
                }
              }
              return new Untold(announced, List.copyOf(ends));
            });
  }

  private static Told told(Row row) {
    return new Told(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getJsonObject(5),
        row.getString(6),
        row.getOffsetDateTime(7).toInstant());
  }

  @Override
  public Future<Void> told(long no) {
    return pool.preparedQuery(TOLD).execute(Tuple.of(no)).mapEmpty();
  }

  @Override
  public Future<Integer> prune(Instant before, int limit) {
    return pool.preparedQuery(PRUNE)
        .execute(Tuple.of(timestamp(before), limit))
        .map(rows -> rows.rowCount());
  }
}
