package ai.tickstock.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads backtests from PostgreSQL by their keys. Thread-safe. */
public final class PgBacktestReader implements BacktestReader {
  private static final String RUN =
      "job_id, user_id, status, created_at, started_at, finished_at, job, summary, error, worker";

  private static final String ONE =
      "select " + RUN + ", equity from backtest_runs where job_id = $1::text";

  private static final String OF_USER =
      "select "
          + RUN
          + """
           from backtest_runs where user_id = $1::text and created_at < $2::timestamptz
          order by created_at desc, job_id limit $3::int
          """;

  private static final String TRADES =
      """
      select symbol, side, reason, confidence, decided_at, entered_at, entry_price, quantity, exited_at, exit_price,
        exit, profit, return, commissions, bars, worst, best
      from backtest_trades where job_id = $1::text and trade_no >= $2::int order by trade_no limit $3::int
      """;

  private static final String COUNT =
      "select count(*) from backtest_trades where job_id = $1::text";

  private final Pool pool;

  /** A reader over a migrated database. */
  public PgBacktestReader(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<Run> run(String jobId) {
    return pool.preparedQuery(ONE)
        .mapping(row -> run(row, row.getJsonObject(10)))
        .execute(Tuple.of(jobId))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next());
  }

  @Override
  public Future<List<Run>> runs(String userId, int limit, Instant before) {
    long until = before == null ? Long.MAX_VALUE : before.toEpochMilli();
    return pool.preparedQuery(OF_USER)
        .mapping(row -> run(row, null))
        .execute(Tuple.of(userId, Times.of(until), Math.min(MOST, limit)))
        .map(Rows::list);
  }

  private static Run run(Row row, JsonObject equity) {
    return new Run(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        instant(row.getOffsetDateTime(3)),
        instant(row.getOffsetDateTime(4)),
        instant(row.getOffsetDateTime(5)),
        row.getJsonObject(6),
        row.getJsonObject(7),
        equity,
        row.getString(8),
        row.getString(9));
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  @Override
  public Future<List<JsonObject>> trades(String jobId, int offset, int limit) {
    return pool.preparedQuery(TRADES)
        .mapping(PgBacktestReader::trade)
        .execute(Tuple.of(jobId, offset, Math.min(MOST, limit)))
        .map(Rows::list);
  }

  private static JsonObject trade(Row row) {
    return new JsonObject()
        .put("symbol", row.getString(0))
        .put("side", row.getString(1))
        .put("reason", row.getString(2))
        .put("confidence", row.getDouble(3))
        .put("decided_at", seconds(row.getOffsetDateTime(4)))
        .put("entered_at", seconds(row.getOffsetDateTime(5)))
        .put("entry_price", row.getDouble(6))
        .put("quantity", row.getDouble(7))
        .put("exited_at", seconds(row.getOffsetDateTime(8)))
        .put("exit_price", row.getDouble(9))
        .put("exit", row.getString(10))
        .put("profit", row.getDouble(11))
        .put("return", row.getDouble(12))
        .put("commissions", row.getDouble(13))
        .put("bars", row.getInteger(14))
        .put("worst", row.getDouble(15))
        .put("best", row.getDouble(16));
  }

  /** Whole where it is whole. */
  private static Number seconds(OffsetDateTime time) {
    long millis = time.toInstant().toEpochMilli();
    return millis % 1_000 == 0 ? millis / 1_000 : BigDecimal.valueOf(millis, 3);
  }

  @Override
  public Future<Long> tradeCount(String jobId) {
    return pool.preparedQuery(COUNT)
        .execute(Tuple.of(jobId))
        .map(rows -> rows.iterator().next().getLong(0));
  }
}
