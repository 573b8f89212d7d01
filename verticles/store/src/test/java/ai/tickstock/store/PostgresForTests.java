package ai.tickstock.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real PostgreSQL for tests: one server per JVM, started when first needed, with as many databases
 * as tests want; or one of a test's own, that can be restarted. Thread-safe.
 */
public final class PostgresForTests {
  private static final String TEMPLATE = "tickstock_template";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static EmbeddedPostgres shared;
  private static boolean templateReady;

  private PostgresForTests() {}

  /** The URL of a fresh database with all migrations applied. */
  public static synchronized String freshDatabase() {
    if (!templateReady) {
      run(shared(), "create database " + TEMPLATE);
      Database.migrate(url(shared(), TEMPLATE));
      Database.migrateApp(url(shared(), TEMPLATE));
      templateReady = true;
    }
    String name = "test_" + COUNT.incrementAndGet();
    run(shared(), "create database " + name + " template " + TEMPLATE);
    return url(shared(), name);
  }

  /** The URL of a fresh database with nothing in it. */
  public static synchronized String emptyDatabase() {
    String name = "empty_" + COUNT.incrementAndGet();
    run(shared(), "create database " + name);
    return url(shared(), name);
  }

  private static synchronized EmbeddedPostgres shared() {
    if (shared == null) {
      try {
        shared = EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  private static String url(EmbeddedPostgres server, String database) {
    return "postgresql://postgres:postgres@localhost:" + server.getPort() + "/" + database;
  }

  private static void run(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A durable server of a test's own, which keeps its data and its port over a restart. */
  public static final class Server implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres running;

    /** Starts one, with all migrations applied. */
    public Server() throws IOException {
      data = Files.createTempDirectory("tickstock-postgres");
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      start();
      Database.migrate(url());
    }

    /** Where it is, running or not. */
    public String url() {
      return "postgresql://postgres:postgres@localhost:" + port + "/postgres";
    }

    /** Starts it again on the same data. */
    public void start() throws IOException {
      running =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .start();
    }

    /** Stops it; its data stays. */
    public void stop() throws IOException {
      running.close();
    }

    /** Stops it for good. */
    @Override
    public void close() throws IOException {
      running.close();
      try (var files = Files.walk(data)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
