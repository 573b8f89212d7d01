package ai.tickstock.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL per JVM, started when first needed, with as many databases as tests want.
 * Thread-safe.
 */
public final class PostgresForTests {
  private static final String TEMPLATE = "tickstock_template";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static EmbeddedPostgres server;
  private static boolean templateReady;

  private PostgresForTests() {}

  /** The URL of a fresh database with all migrations applied. */
  public static synchronized String freshDatabase() {
    if (!templateReady) {
      run("create database " + TEMPLATE);
      Database.migrate(url(TEMPLATE));
      templateReady = true;
    }
    String name = "test_" + COUNT.incrementAndGet();
    run("create database " + name + " template " + TEMPLATE);
    return url(name);
  }

  /** The URL of a fresh database with nothing in it. */
  public static synchronized String emptyDatabase() {
    String name = "empty_" + COUNT.incrementAndGet();
    run("create database " + name);
    return url(name);
  }

  private static String url(String database) {
    return "postgresql://postgres:postgres@localhost:" + server().getPort() + "/" + database;
  }

  private static void run(String sql) {
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        server = EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return server;
  }
}
