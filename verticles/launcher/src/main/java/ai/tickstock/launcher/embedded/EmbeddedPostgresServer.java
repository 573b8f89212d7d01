package ai.tickstock.launcher.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL over {@code data/postgres}, on loopback, database {@code tickstock}. The
 * library unpacks and initialises it; from then on we start and stop it ourselves, since the
 * library's own server ends with our process's first shutdown hook, before what is left has been
 * stored. Blocks.
 */
final class EmbeddedPostgresServer {
  private static final int USUAL_PORT = 5432;
  private static final String DATABASE = "tickstock";

  private final Path programs;
  private final Path directory;
  private final Path log;

  EmbeddedPostgresServer(Path data) {
    Path home = data.resolve("postgres").toAbsolutePath();
    programs = home.resolve("programs");
    directory = home.resolve("data");
    log = home.resolve("postgres.log");
  }

  /** Starts it, or finds the one that runs over this directory already; its port. */
  int start() throws IOException {
    Files.createDirectories(programs);
    if (pgControl() == null || !Files.exists(directory.resolve("PG_VERSION"))) {
      initialise();
    }
    int port;
    if (control(10, "status") == 0) {
      port =
          Integer.parseInt(Files.readAllLines(directory.resolve("postmaster.pid")).get(3).trim());
    } else {
      port = Ports.usualOrFree(USUAL_PORT);
      String options = "-p " + port + " -h 127.0.0.1 -k ''";
      int code = control(60, "-w", "-t", "50", "-l", log.toString(), "-o", options, "start");
      if (code != 0) {
        throw new IOException("PostgreSQL did not start (exit code " + code + "), see " + log);
      }
    }
    createDatabase(port);
    return port;
  }

  private void initialise() throws IOException {
    EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(programs.toFile())
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        .start()
        .close();
  }

  private Path pgControl() throws IOException {
    try (Stream<Path> found = Files.walk(programs, 3)) {
      return found.filter(path -> path.endsWith(Path.of("bin", "pg_ctl"))).findFirst().orElse(null);
    }
  }

  private int control(int seconds, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
    }
    command.add(pgControl().toString());
    command.addAll(List.of("-D", directory.toString()));
    command.addAll(List.of(arguments));
    return Commands.run(log, seconds, command);
  }

  private static void createDatabase(int port) throws IOException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      try (ResultSet there =
          statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
        if (there.next()) {
          return;
        }
      }
      statement.execute("create database " + DATABASE);
    } catch (SQLException e) {
      throw new IOException("PostgreSQL does not answer on port " + port, e);
    }
  }

  static String url(int port) {
    return "postgresql://postgres:postgres@127.0.0.1:" + port + "/" + DATABASE;
  }

  /** Stops it, after the transactions under way. */
  void stop() throws IOException {
    if (Files.exists(directory.resolve("postmaster.pid"))) {
      control(20, "-w", "-m", "fast", "stop");
    }
  }
}
