package ai.tickstock.launcher.embedded;

import ai.tickstock.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL over {@code <data>/postgres}, on loopback, with the database {@code tickstock}. It
 * runs in a session of its own, so that neither our end nor Ctrl-C at our terminal ends it before
 * what is left has been stored. Blocks; one process at a time may use it ({@link RunFile}).
 */
final class OwnPostgres {
  static final int USUAL_PORT = 5432;
  private static final Logger LOG = LoggerFactory.getLogger(OwnPostgres.class);
  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));
  private static final int ATTEMPTS = 5;
  private static final int PORT_LINE = 3;
  private static final int INIT_SECONDS = 60;
  private static final int START_SECONDS = 300;
  private static final int STOP_SECONDS = 20;

  private final Path home;
  private final Path programs;
  private final Path cluster;
  private final Path log;

  OwnPostgres(Path data) {
    home = data.resolve("postgres").toAbsolutePath().normalize();
    programs = home.resolve("programs");
    cluster = home.resolve("cluster");
    log = home.resolve("postgres.log");
  }

  /**
   * Starts it, or finds the one that runs over this directory already.
   *
   * @return its port; it answers, and has the database
   */
  int start() throws IOException {
    Files.createDirectories(home);
    PostgresPrograms.unpackTo(programs);
    initialise();
    Optional<ProcessHandle> running = running();
    if (running.isPresent()) {
      LOG.info("Found our own PostgreSQL still running, process {}", running.get().pid());
    }
    int port = running.isPresent() ? Integer.parseInt(pidFile().get(PORT_LINE)) : launch();
    Database.createIfMissing(url(port), Duration.ofSeconds(START_SECONDS));
    return port;
  }

  /** Where the database is when the server has this port. */
  static String url(int port) {
    return "postgresql://postgres:postgres@127.0.0.1:" + port + "/tickstock";
  }

  private void initialise() throws IOException {
    if (Files.exists(cluster)) {
      return;
    }
    Path unfinished = home.resolve("cluster.unfinished");
    Directories.delete(unfinished);
    int code =
        run(
            "initdb",
            INIT_SECONDS,
            List.of(
                "--pgdata=" + unfinished,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--no-locale"));
    if (code != 0) {
      throw new IOException(
          "PostgreSQL's initdb failed with exit code "
              + code
              + ", see "
              + log
              + (IS_ROOT ? "; it may need to be run as an ordinary user here" : ""));
    }
    Files.move(unfinished, cluster);
  }

  private List<String> pidFile() throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(String::strip).toList()
        : List.of();
  }

  /** The server over this directory; not another process that has the number of a dead one. */
  private Optional<ProcessHandle> running() throws IOException {
    List<String> lines = pidFile();
    if (lines.size() <= PORT_LINE) {
      return Optional.empty();
    }
    Optional<ProcessHandle> holder = ProcessHandle.of(Long.parseLong(lines.get(0)));
    Path program = programs.resolve("bin").resolve("postgres");
    Optional<ProcessHandle> server =
        holder.filter(
            process -> process.info().command().filter(program.toString()::equals).isPresent());
    if (holder.isPresent() && server.isEmpty()) {
      LOG.info("Process {} is no PostgreSQL: {} is stale", lines.get(0), "postmaster.pid");
      Files.delete(cluster.resolve("postmaster.pid"));
    }
    return server;
  }

  private int launch() throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      int port = Ports.usualOrFree(USUAL_PORT);
      if (launch(port)) {
        return port;
      }
    }
    throw didNotStart();
  }

  private boolean launch(int port) throws IOException {
    String options = "-p " + port + " -h 127.0.0.1 -k '' -c timezone=UTC";
    int code =
        control(
            START_SECONDS,
            "-w",
            "-t",
            Integer.toString(START_SECONDS),
            "-l",
            log.toString(),
            "-o",
            options,
            "start");
    return code == 0;
  }

  private IOException didNotStart() {
    return new IOException("PostgreSQL did not start, see " + log);
  }

  /**
   * Starts it where it was, after it has died.
   *
   * @throws IOException if it does not start there now
   */
  void startAgain(int port) throws IOException {
    if (!launch(port)) {
      throw didNotStart();
    }
  }

  boolean isRunning() throws IOException {
    return running().isPresent();
  }

  private int control(int seconds, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("-D", cluster.toString()));
    all.addAll(List.of(arguments));
    return run("pg_ctl", seconds, all);
  }

  private int run(String program, int seconds, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (IS_ROOT) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it does not see that.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return Command.run(log, seconds, command);
  }

  /** Asks it to stop, after the statements under way; {@link #awaitStopped} waits for that. */
  void askToStop() throws IOException {
    if (running().isPresent()) {
      control(STOP_SECONDS, "-W", "-m", "fast", "stop");
    }
  }

  /**
   * Waits until it does not run.
   *
   * @throws IOException if that takes more than 20 s
   */
  void awaitStopped() throws IOException {
    Optional<ProcessHandle> server = running();
    if (server.isPresent()) {
      Processes.awaitEnd(server.get(), "PostgreSQL", STOP_SECONDS);
    }
  }
}
