package ai.tickstock.store;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.circuitbreaker.TimeoutException;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;

/**
 * A pool behind a circuit breaker: while it is open, whoever asks is told at once that the database
 * is away. Only what says that nobody is there counts as a failure. Thread-safe.
 */
final class GuardedPool implements Pool {
  private final Pool pool;
  private final CircuitBreaker breaker;

  GuardedPool(Pool pool, CircuitBreaker breaker) {
    this.pool = pool;
    this.breaker = breaker.failurePolicy(done -> done.failed() && isOutage(done.cause()));
  }

  /** Whether nobody was there, or he who was cannot answer now; a refused statement is answered. */
  static boolean isOutage(Throwable error) {
    if (error instanceof DatabaseException refused) {
      String state = refused.getSqlState();
      return state != null && state.matches("(08|53|57P).*");
    }
    return error instanceof TimeoutException || Database.isAway(error);
  }

  private <T> Future<T> guard(Supplier<Future<T>> call) {
    return breaker
        .execute(call)
        .recover(
            error ->
                error instanceof OpenCircuitException || error instanceof TimeoutException
                    ? Future.failedFuture(new VertxException("PostgreSQL does not answer", true))
                    : Future.failedFuture(error));
  }

  @Override
  public Future<SqlConnection> getConnection() {
    return guard(pool::getConnection);
  }

  @Override
  public <T> Future<T> withTransaction(Function<SqlConnection, Future<T>> work) {
    return guard(() -> pool.withTransaction(work));
  }

  @Override
  public <T> Future<T> withConnection(Function<SqlConnection, Future<T>> work) {
    return guard(() -> pool.withConnection(work));
  }

  @Override
  public Query<RowSet<Row>> query(String sql) {
    return new GuardedQuery<>(pool.query(sql));
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
    return new GuardedPreparedQuery<>(pool.preparedQuery(sql));
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
    return new GuardedPreparedQuery<>(pool.preparedQuery(sql, options));
  }

  @Override
  public int size() {
    return pool.size();
  }

  @Override
  public Future<Void> close() {
    return pool.close();
  }

  private class GuardedQuery<T> implements Query<T> {
    private final Query<T> query;

    private GuardedQuery(Query<T> query) {
      this.query = query;
    }

    @Override
    public Future<T> execute() {
      return guard(query::execute);
    }

    @Override
    public <R> Query<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
      return new GuardedQuery<>(query.collecting(collector));
    }

    @Override
    public <U> Query<RowSet<U>> mapping(Function<Row, U> mapper) {
      return new GuardedQuery<>(query.mapping(mapper));
    }
  }

  private final class GuardedPreparedQuery<T> extends GuardedQuery<T> implements PreparedQuery<T> {
    private final PreparedQuery<T> query;

    private GuardedPreparedQuery(PreparedQuery<T> query) {
      super(query);
      this.query = query;
    }

    @Override
    public Future<T> execute(Tuple values) {
      return guard(() -> query.execute(values));
    }

    @Override
    public Future<T> executeBatch(List<Tuple> batch) {
      return guard(() -> query.executeBatch(batch));
    }

    @Override
    public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
      return new GuardedPreparedQuery<>(query.collecting(collector));
    }

    @Override
    public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
      return new GuardedPreparedQuery<>(query.mapping(mapper));
    }
  }
}
