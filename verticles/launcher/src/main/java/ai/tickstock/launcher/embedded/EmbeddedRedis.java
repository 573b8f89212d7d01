package ai.tickstock.launcher.embedded;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis over {@code data/redis}, with its append-only file, on loopback. It is a process of
 * its own session, so that neither our end nor Ctrl-C at our terminal ends it before we have stored
 * what is left. Blocks.
 */
final class EmbeddedRedis {
  private static final int USUAL_PORT = 6379;
  private static final long START_SECONDS = 60;

  private final Path directory;
  private final Path log;
  private final Path pidFile;

  EmbeddedRedis(Path data) {
    directory = data.resolve("redis").toAbsolutePath();
    log = directory.resolve("redis.log");
    pidFile = directory.resolve("redis.pid");
  }

  /** Starts it, or finds the one that runs over this directory already; its port. */
  int start() throws IOException {
    Files.createDirectories(directory);
    Path portFile = directory.resolve("redis.port");
    if (isRunning() && Files.exists(portFile)) {
      return awaitAnswer(Integer.parseInt(Files.readString(portFile).trim()));
    }
    int port = Ports.usualOrFree(USUAL_PORT);
    Files.writeString(portFile, Integer.toString(port));
    int code =
        Commands.run(
            log,
            20,
            List.of(
                executable().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--daemonize",
                "yes",
                "--pidfile",
                pidFile.toString(),
                "--logfile",
                log.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                // A log that is trimmed all the time would be rewritten all the time.
                "--auto-aof-rewrite-min-size",
                "1gb",
                "--no-appendfsync-on-rewrite",
                "yes",
                "--save",
                "",
                "--maxmemory-policy",
                "noeviction"));
    if (code != 0) {
      throw new IOException("Redis did not start (exit code " + code + "), see " + log);
    }
    return awaitAnswer(port);
  }

  private Path executable() throws IOException {
    Path target = directory.resolve("redis-server");
    if (!Files.exists(target)) {
      File provided = ExecutableProvider.newJarResourceProvider().get();
      Files.copy(provided.toPath(), target, StandardCopyOption.REPLACE_EXISTING);
      if (!target.toFile().setExecutable(true)) {
        throw new IOException("expected to be allowed to run " + target);
      }
    }
    return target;
  }

  /** Waits until it answers: after a crash it first loads its file. */
  private int awaitAnswer(int port) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers(port)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("Redis does not answer on port " + port + ", see " + log);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return port;
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII)
          .equals("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean isRunning() throws IOException {
    return handle() != null;
  }

  private ProcessHandle handle() throws IOException {
    if (!Files.exists(pidFile)) {
      return null;
    }
    long pid = Long.parseLong(Files.readString(pidFile).trim());
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> handle.info().command().orElse("redis").contains("redis"))
        .orElse(null);
  }

  /** Stops it; all it has is on disk then. */
  void stop() throws IOException {
    ProcessHandle handle = handle();
    if (handle == null) {
      return;
    }
    handle.destroy();
    try {
      handle.onExit().get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      handle.destroyForcibly();
    }
  }
}
