package ai.tickstock.store;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one PostgreSQL database. Thread-safe: answers come back on the caller's
 * context.
 */
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** How long a new connection and a wait for a pooled one may take, seconds. */
  private static final int CONNECT_SECONDS = 5;

  /** Callers that may wait for each connection before the next one is turned away. */
  private static final int WAITING_PER_CONNECTION = 64;

  /** SQLSTATE of a server that is starting, or recovering from a crash. */
  private static final String STARTING = "57P03";

  private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Pool pool;
  private final String name;

  private Database(Pool pool, String name) {
    this.pool = pool;
    this.name = name;
  }

  /**
   * A pool over {@code postgresql://user:password@host:port/database}. Connections are opened when
   * needed and replaced when they break, so a server that is away fails single operations only.
   *
   * @param poolSize connections at most; at most 64 callers for each may wait, and for 5 s
   * @throws IllegalArgumentException if the URL or the size is refused; never shows the password
   */
  public static Database connect(Vertx vertx, String url, int poolSize) {
    return connect(vertx, url, poolSize, Duration.ZERO);
  }

  /**
   * The same with a bound on each statement, for a pool that answers people: a slow one is
   * cancelled by the server and its connection is free again.
   *
   * @param longest a statement may take, in whole milliseconds; zero for no bound
   */
  public static Database connect(Vertx vertx, String url, int poolSize, Duration longest) {
    if (poolSize < 1) {
      throw new IllegalArgumentException("postgres.poolSize: expected 1 or more, was " + poolSize);
    }
    DatabaseUrl parsed = DatabaseUrl.parse(url);
    PoolOptions size =
        new PoolOptions()
            .setMaxSize(poolSize)
            .setMaxWaitQueueSize(poolSize * WAITING_PER_CONNECTION)
            .setConnectionTimeout(CONNECT_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    NetClientOptions tcp =
        new NetClientOptions()
            .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(CONNECT_SECONDS))
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true);
    Pool pool =
        PgBuilder.pool()
            .with(size)
            .with(tcp)
            .connectingTo(options(parsed, longest))
            .using(vertx)
            .build();
    return new Database(pool, parsed.toString());
  }

  /**
   * Brings the producer half's schema up to date with the migrations of {@code sql/}. Blocks: call
   * it in {@code executeBlocking}. Several processes may call it at once; they take turns.
   *
   * @throws IllegalArgumentException if the URL is refused
   * @throws org.flywaydb.core.api.FlywayException if the server is away or a migration fails
   */
  public static void migrate(String url) {
    migrate(url, "public", "sql");
  }

  /**
   * The same for what belongs to the users of the consumer half: the migrations of {@code sql/app/}
   * in a schema of their own, {@code app}, which is made if it is not there.
   */
  public static void migrateApp(String url) {
    migrate(url, "app", "sql-app");
  }

  private static void migrate(String url, String schema, String where) {
    DatabaseUrl parsed = DatabaseUrl.parse(url);
    MigrateResult result =
        Flyway.configure(Database.class.getClassLoader())
            .dataSource(parsed.jdbc(), parsed.user(), parsed.password())
            .defaultSchema(schema)
            .locations("classpath:" + where)
            .connectRetries(3)
            .load()
            .migrate();
    LOG.info("{} migrations applied to {}, {}", result.migrationsExecuted, parsed, schema);
  }

  /**
   * Creates the database a URL names, empty, unless the server has it. Blocks.
   *
   * @param patience how long a server that says it is starting is asked again
   * @throws IllegalArgumentException if the URL is refused
   * @throws IOException if the server is away, or does not let the URL's user create one
   */
  public static void createIfMissing(String url, Duration patience) throws IOException {
    DatabaseUrl wanted = DatabaseUrl.parse(url);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        createIfMissing(wanted);
        return;
      } catch (SQLException e) {
        if (!STARTING.equals(e.getSQLState()) || System.nanoTime() > deadline) {
          throw new IOException(wanted + ": " + e.getMessage(), e);
        }
        LockSupport.parkNanos(ASK_AGAIN_NANOS);
      }
    }
  }

  private static void createIfMissing(DatabaseUrl wanted) throws SQLException {
    String server =
        new DatabaseUrl(wanted.host(), wanted.port(), wanted.user(), wanted.password(), "postgres")
            .jdbc();
    try (Connection connection =
            DriverManager.getConnection(server, wanted.user(), wanted.password());
        PreparedStatement find =
            connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      find.setString(1, wanted.database());
      if (find.executeQuery().next()) {
        return;
      }
      try (Statement create = connection.createStatement()) {
        create.execute("create database " + create.enquoteIdentifier(wanted.database(), true));
      }
    }
  }

  /** Whether an error is the database's, which is away or busy, rather than a fault of ours. */
  public static boolean isAway(Throwable error) {
    return !(error instanceof RuntimeException)
        || error instanceof VertxException
        || error instanceof DatabaseException;
  }

  /**
   * Whether the database was there and did not take what it was given (a value, a constraint, a
   * statement): it would not take it the next time either.
   */
  public static boolean isRefusal(Throwable error) {
    return error instanceof DatabaseException refused
        && refused.getSqlState() != null
        && refused.getSqlState().matches("(22|23|42).*");
  }

  /**
   * The same connections behind a circuit breaker, for what people ask: while it is open they are
   * told at once that the database is away ({@link #isAway}). Not for what keeps trying.
   */
  public Database guarded(CircuitBreaker breaker) {
    return new Database(new GuardedPool(pool, breaker), name);
  }

  /** The pool, for the readers and writers of this module. */
  public Pool pool() {
    return pool;
  }

  /** Completes when the server answers, and fails when it does not. */
  public Future<Void> ping() {
    return pool.query("select 1").execute().mapEmpty();
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return pool.close();
  }

  /** The URL without its password. */
  @Override
  public String toString() {
    return name;
  }

  private static PgConnectOptions options(DatabaseUrl url, Duration longest) {
    return new PgConnectOptions()
        .setHost(url.host().replace("[", "").replace("]", ""))
        .setPort(url.port())
        .setUser(url.user())
        .setPassword(url.password())
        .setDatabase(url.database())
        // A writer that freezes inside a transaction must not hold its partitions' rows for
        // ever; the sort and the merge of a whole minute must not spill to disk.
        .addProperty("application_name", "tickstock")
        .addProperty("idle_in_transaction_session_timeout", "10s")
        .addProperty("statement_timeout", longest.toMillis() + "ms")
        .addProperty("work_mem", "32MB")
        // Everything is read by key, in the key's order, and mostly from memory.
        .addProperty("random_page_cost", "1.1")
        .setCachePreparedStatements(true)
        // All statements are constants: a few dozen, some longer than the default limit.
        .setPreparedStatementCacheSqlFilter(sql -> true);
  }
}
