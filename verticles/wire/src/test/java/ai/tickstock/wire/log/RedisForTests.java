package ai.tickstock.wire.log;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis of a test's own, on a free loopback port, with its own data directory, that can be
 * killed and started again on the same port over the same, older or no data. Blocks: not for event
 * loops.
 */
public final class RedisForTests implements AutoCloseable {
  /** How the append-only file is kept. */
  public enum Aof {
    /** Written through with every command: a killed server comes back with all it answered. */
    ALWAYS,
    /** Written through once a second. */
    EVERYSEC,
    /** No file: a killed server comes back empty. */
    OFF
  }

  private static final int START_ATTEMPTS = 10;
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Aof aof;
  private final List<String> settings;
  private final Path root;
  private final Path data;
  private int port;
  private Process process;

  private RedisForTests(Aof aof, String... settings) {
    this.aof = aof;
    this.settings = List.of(settings);
    try {
      root = Files.createTempDirectory("redis-for-tests");
      data = Files.createDirectory(root.resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts an empty server whose append-only file is written through. */
  public static RedisForTests start() {
    return start(Aof.ALWAYS);
  }

  /**
   * Starts an empty server.
   *
   * @param settings further arguments of the server, "--name", "value" …
   */
  public static RedisForTests start(Aof aof, String... settings) {
    RedisForTests redis = new RedisForTests(aof, settings);
    for (int attempt = 1; ; attempt++) {
      redis.port = freePort();
      try {
        redis.launch();
        return redis;
      } catch (IllegalStateException lostThePort) {
        if (attempt == START_ATTEMPTS) {
          redis.close();
          throw lostThePort;
        }
      }
    }
  }

  /** Where it listens: {@code redis://127.0.0.1:<port>}. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** SIGKILL: nothing is saved that is not on disk. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** SIGTERM: all is saved, if it has an append-only file. */
  public void stop() {
    process.destroy();
    await();
  }

  /** Suspends the process (SIGSTOP): connections stay open, nothing is answered. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen process go on. */
  public void thaw() {
    signal("CONT");
  }

  /** Kills it if it runs, and starts it over the data on disk. */
  public void restart() {
    if (isRunning()) {
      kill();
    }
    launch();
  }

  /** Kills it if it runs, and starts it with nothing. */
  public void restartEmpty() {
    if (isRunning()) {
      kill();
    }
    delete(data);
    copy(null, data);
    launch();
  }

  /** Keeps a copy of the data on disk as it is now, for {@link #restartAsOf}. */
  public Path snapshot() {
    try {
      Path copy = Files.createTempDirectory(root, "snapshot");
      copy(data, copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it if it runs, and starts it over an older state of its data. */
  public void restartAsOf(Path snapshot) {
    if (isRunning()) {
      kill();
    }
    delete(data);
    copy(snapshot, data);
    launch();
  }

  /**
   * What somebody at a console would do: one command, and the answer as Redis writes it (RESP2).
   */
  public String cli(String... command) {
    StringBuilder text = new StringBuilder("*" + command.length + "\r\n");
    for (String word : command) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      text.append("$" + length + "\r\n" + word + "\r\n");
    }
    text.append("PING\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
      StringBuilder answer = new StringBuilder();
      byte[] some = new byte[8_192];
      while (answer.indexOf("+PONG\r\n") < 0) {
        int read = socket.getInputStream().read(some);
        if (read < 0) {
          throw new IOException("closed by the server");
        }
        answer.append(new String(some, 0, read, StandardCharsets.UTF_8));
      }
      return answer.substring(0, answer.lastIndexOf("+PONG\r\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it and removes its data. */
  @Override
  public void close() {
    if (isRunning()) {
      kill();
    }
    delete(root);
  }

  private void launch() {
    List<String> command = new ArrayList<>(List.of(Executable.PATH.toString()));
    command.addAll(List.of("--port", "" + port, "--bind", "127.0.0.1", "--dir", data.toString()));
    command.addAll(List.of("--save", "", "--maxmemory-policy", "noeviction"));
    command.addAll(List.of("--appendonly", aof == Aof.OFF ? "no" : "yes"));
    command.addAll(List.of("--appendfsync", aof == Aof.ALWAYS ? "always" : "everysec"));
    command.addAll(settings);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(root.resolve("server.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long deadline = System.nanoTime() + START_NANOS;
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("Redis did not start on port " + port + ": " + lastLine());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Whether it answers a PING, which it does not while it loads its data. */
  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(7);
      return process.isAlive() && "+PONG\r\n".equals(new String(answer, StandardCharsets.US_ASCII));
    } catch (IOException notYet) {
      return false;
    }
  }

  private String lastLine() {
    try (Stream<String> lines = Files.lines(root.resolve("server.log"))) {
      return lines.reduce("", (before, line) -> line);
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private void await() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to);
      if (from != null) {
        try (Stream<Path> files = Files.list(from)) {
          for (Path file : files.toList()) {
            Files.copy(file, to.resolve(file.getFileName()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's program, unpacked once per JVM. */
  private static final class Executable {
    static final Path PATH = unpack();

    private static Path unpack() {
      try {
        File directory = Files.createTempDirectory("redis-program").toFile();
        directory.deleteOnExit();
        File program = ExecutableProvider.newJarResourceProvider(directory).get();
        program.deleteOnExit();
        return program.toPath();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
