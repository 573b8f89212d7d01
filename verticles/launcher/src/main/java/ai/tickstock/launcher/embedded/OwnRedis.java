package ai.tickstock.launcher.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis over {@code <data>/redis}, with its append-only file, on loopback. It runs in a session
 * of its own, so that neither our end nor Ctrl-C at our terminal ends it before what is left has
 * been stored. Blocks; not thread-safe, and one process at a time may use it ({@link RunFile}).
 */
final class OwnRedis {
  static final int USUAL_PORT = 6379;
  private static final Logger LOG = LoggerFactory.getLogger(OwnRedis.class);

  /** What is another one each time: process, role, time, level. */
  private static final Pattern LINE_HEAD =
      Pattern.compile("^\\d+:\\w \\d+ \\w+ \\d+ [\\d:.]+ [.*#-] ");

  private static final int ATTEMPTS = 5;
  private static final int COMMAND_SECONDS = 20;
  private static final int STOP_SECONDS = 10;
  private static final long APPEAR_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Path directory;
  private final Path program;
  private final Path log;
  private final Path portFile;

  OwnRedis(Path data) {
    directory = data.resolve("redis").toAbsolutePath().normalize();
    program = directory.resolve("redis-server");
    log = directory.resolve("redis.log");
    portFile = directory.resolve("redis.port");
  }

  /**
   * Starts it, or finds the one that runs over this directory already.
   *
   * @return its port; it has loaded its data and answers
   */
  int start() throws IOException {
    Optional<RedisProbe> running = running();
    if (running.isPresent()) {
      LOG.info("Found our own Redis still running, process {}", running.get().pid());
      return awaitLoaded(running.get());
    }
    Files.createDirectories(directory);
    unpack();
    for (int attempt = 1; ; attempt++) {
      Optional<RedisProbe> started = launch(Ports.usualOrFree(USUAL_PORT));
      if (started.isPresent()) {
        return awaitLoaded(started.get());
      }
      if (attempt == ATTEMPTS) {
        throw didNotStart();
      }
    }
  }

  private IOException didNotStart() throws IOException {
    String why = LINE_HEAD.matcher(lastLine()).replaceFirst("");
    return new IOException("Redis did not start: " + why + " (" + log + ")");
  }

  /**
   * Starts it where it was, after it has died.
   *
   * @throws IOException if it does not start there now
   */
  void startAgain(int port) throws IOException {
    Optional<RedisProbe> started = launch(port);
    if (started.isEmpty()) {
      throw didNotStart();
    }
    awaitLoaded(started.get());
  }

  boolean isRunning() throws IOException {
    return running().isPresent();
  }

  private void unpack() throws IOException {
    // Beside the program, not in the system's directory for temporary files, where it would stay.
    Path unpacked = Files.createDirectories(directory.resolve("unpacked"));
    Path provided = ExecutableProvider.newJarResourceProvider(unpacked.toFile()).get().toPath();
    if (!Files.exists(program) || Files.size(program) != Files.size(provided)) {
      Files.move(provided, program, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.deleteIfExists(provided);
    Files.delete(unpacked);
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("expected to be allowed to run " + program);
    }
  }

  /** Empty if it ended at once, as it does when somebody took the port before. */
  private Optional<RedisProbe> launch(int port) throws IOException {
    Files.writeString(portFile, Integer.toString(port));
    int before = written().length;
    int code = Command.run(log, COMMAND_SECONDS, command(port));
    if (code != 0) {
      return Optional.empty();
    }
    long deadline = System.nanoTime() + APPEAR_NANOS;
    while (System.nanoTime() < deadline && !failed(before)) {
      Optional<RedisProbe> started = running();
      if (started.isPresent()) {
        return started;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return Optional.empty();
  }

  private List<String> command(int port) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            program.toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            directory.toString(),
            "--daemonize",
            "yes",
            "--pidfile",
            directory.resolve("redis.pid").toString(),
            "--logfile",
            log.toString(),
            // A replay at full speed fills the usual 32 MB before its reader has had a turn.
            "--client-output-buffer-limit",
            "pubsub",
            "256mb",
            "64mb",
            "60",
            "--save",
            "",
            "--maxmemory-policy",
            "noeviction"));
    command.addAll(Servers.REDIS_PERSISTENCE);
    return command;
  }

  /** Of what is in the log only the end is of this start. */
  private boolean failed(int before) throws IOException {
    byte[] all = written();
    String since = new String(all, before, all.length - before, StandardCharsets.UTF_8);
    return since.contains("Failed listening");
  }

  private byte[] written() throws IOException {
    return Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
  }

  private String lastLine() throws IOException {
    if (!Files.exists(log)) {
      return "it wrote no log";
    }
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "it wrote no log" : lines.get(lines.size() - 1);
  }

  private int awaitLoaded(RedisProbe found) throws IOException {
    Optional<RedisProbe> now = Optional.of(found);
    if (found.loading()) {
      LOG.info("Redis is loading its data");
    }
    while (now.isPresent() && now.get().loading()) {
      LockSupport.parkNanos(POLL_NANOS);
      now = running();
    }
    return now.orElseThrow(
            () -> new IOException("Redis ended while it loaded its data, see " + log))
        .port();
  }

  /** The server of this directory, if it runs; never somebody else's on the same port. */
  private Optional<RedisProbe> running() throws IOException {
    if (!Files.exists(portFile)) {
      return Optional.empty();
    }
    int port = Integer.parseInt(Files.readString(portFile).strip());
    return RedisProbe.of(port).filter(probe -> probe.runs(program));
  }

  /**
   * Stops it if it runs; all it has is on disk then.
   *
   * @throws IOException if that takes more than 10 s
   */
  void stop() throws IOException {
    Optional<ProcessHandle> server = running().flatMap(probe -> ProcessHandle.of(probe.pid()));
    if (server.isPresent()) {
      server.get().destroy();
      Processes.awaitEnd(server.get(), "Redis", STOP_SECONDS);
    }
  }
}
