package ai.tickstock.bench.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * An outsider's look at a running mesh: plain SQL and plain Redis, as any other program would ask.
 */
final class Outside implements AutoCloseable {
  private final URI redis;
  private final Connection postgres;

  private Outside(URI redis, Connection postgres) {
    this.redis = redis;
    this.postgres = postgres;
  }

  /** Waits for the mesh over a directory to come up, and looks at it. */
  static Outside of(Path directory, Child mesh) {
    Path runFile = directory.resolve("data").resolve("run.json");
    until("run.json", mesh, () -> Files.exists(runFile) && ready(mesh));
    try {
      JsonObject run = new JsonObject(Files.readString(runFile));
      URI url = URI.create(run.getJsonObject("postgres").getString("url"));
      String[] user = url.getUserInfo().split(":", 2);
      return new Outside(
          URI.create(run.getJsonObject("redis").getString("url")),
          DriverManager.getConnection(
              "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(),
              user[0],
              user.length > 1 ? user[1] : ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean ready(Child mesh) throws IOException {
    return Files.readString(mesh.output()).matches("(?s).*TickStock .* ready.*");
  }

  int redisPort() {
    return redis.getPort();
  }

  String redisUrl() {
    return redis.toString();
  }

  /** The first column of the first row, as a number. */
  long number(String sql) {
    try (Statement statement = postgres.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A field of a Redis hash, 0 when it is not there. */
  long hashField(String key, String field) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(redis.getHost(), redis.getPort()), 2_000);
      send(socket, "HGET", key, field);
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[256];
      int length = in.read(answer);
      String[] lines = new String(answer, 0, length, StandardCharsets.US_ASCII).split("\r\n");
      return lines[0].equals("$-1") ? 0 : Long.parseLong(lines[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number of Redis' INFO. */
  long redisInfo(String name) {
    try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
      socket.setSoTimeout(10_000);
      send(socket, "INFO");
      send(socket, "QUIT");
      String info = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      for (String line : info.split("\r\n")) {
        if (line.startsWith(name + ":")) {
          return Long.parseLong(line.substring(name.length() + 1));
        }
      }
      throw new IllegalStateException("no " + name + " in Redis' INFO");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a subscriber that reads what comes and throws it away, until the process ends. */
  static void drain(int port, String channel) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = new Socket("127.0.0.1", port)) {
                send(socket, "SUBSCRIBE", channel);
                byte[] buffer = new byte[1 << 16];
                InputStream in = socket.getInputStream();
                while (in.read(buffer) >= 0) {
                  Thread.onSpinWait();
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "drain");
    thread.setDaemon(true);
    thread.start();
  }

  static void send(Socket socket, String... words) throws IOException {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    Arrays.stream(words)
        .forEach(
            word ->
                request
                    .append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n"));
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Polls every 5 ms until the condition holds; fails after five minutes or when the process ends.
   */
  static void until(String what, Child alive, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + 300_000_000_000L;
    try {
      while (!condition.call()) {
        if (System.nanoTime() > deadline || !alive.isAlive()) {
          throw new IllegalStateException("no " + what + ", see " + alive.output());
        }
        Thread.sleep(5);
      }
    } catch (IllegalStateException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(what, e);
    }
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
