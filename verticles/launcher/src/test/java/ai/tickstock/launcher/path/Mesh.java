package ai.tickstock.launcher.path;

import ai.tickstock.launcher.embedded.PreparedPostgres;
import ai.tickstock.launcher.embedded.UsualPorts;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.awaitility.Awaitility;

/**
 * A mesh of processes over one data directory, and an outsider's look into its database and its
 * Redis.
 */
final class Mesh implements AutoCloseable {
  static final String TICKS = "tickstock:market:ticks";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path directory;
  private final List<MeshProcess> processes = new ArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private Redis redis;
  private String redisIs;

  /** A mesh over an empty directory, as a newcomer's is. */
  Mesh(Path directory) {
    UsualPorts.keep();
    this.directory = directory;
  }

  /** A mesh over a directory in which PostgreSQL need not be unpacked first. */
  static Mesh prepared(Path directory) {
    PreparedPostgres.in(directory.resolve("data"));
    return new Mesh(directory);
  }

  /** Starts a role and waits until it is ready. Nothing takes a fixed port. */
  MeshProcess run(String role, String... settings) {
    return run(directory, role, Arrays.asList(settings));
  }

  /** The same, as on another machine: over a directory of its own and the servers of this one. */
  MeshProcess runBeside(Path elsewhere, String role, String... settings) {
    List<String> all = new ArrayList<>(List.of("redis.url=" + redisUrl()));
    all.add("postgres.url=" + postgresUrl());
    all.addAll(Arrays.asList(settings));
    return run(elsewhere, role, all);
  }

  private MeshProcess run(Path over, String role, List<String> settings) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--role", role, "--set", "http.port=0"));
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    MeshProcess process = launch(over, arguments.toArray(String[]::new));
    process.awaitLine("TickStock .* ready", PATIENCE);
    return process;
  }

  /** Starts a replay of a file. */
  MeshProcess replay(Path ticks, String... options) {
    List<String> arguments = new ArrayList<>(List.of("replay", "--ticks", ticks.toString()));
    arguments.addAll(Arrays.asList(options));
    return launch(arguments.toArray(String[]::new));
  }

  /** A token that speaks for somebody, as an operator prints it. */
  String token(String user) {
    MeshProcess printed = launch("token", "--user", user);
    printed.await(PATIENCE);
    return printed.lines().get(printed.lines().size() - 1);
  }

  /** Starts any command over the same data directory. */
  MeshProcess command(String... arguments) {
    return launch(arguments);
  }

  private MeshProcess launch(String... arguments) {
    return launch(directory, arguments);
  }

  private MeshProcess launch(Path over, String... arguments) {
    MeshProcess process = MeshProcess.start(over, arguments);
    processes.add(process);
    return process;
  }

  private JsonObject runFile() {
    try {
      return new JsonObject(Files.readString(directory.resolve("data").resolve("run.json")));
    } catch (IOException e) {
      throw new IllegalStateException("no run.json: nothing runs here", e);
    }
  }

  /** A command to Redis, as any plain client would give it. */
  Response redis(Command command, String... arguments) {
    if (!redisUrl().equals(redisIs)) { // servers that are started again may be elsewhere
      redisIs = redisUrl();
      redis = Redis.createClient(vertx, redisIs);
    }
    Request request = Request.cmd(command);
    for (String argument : arguments) {
      request.arg(argument);
    }
    try {
      return redis
          .send(request)
          .toCompletionStage()
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(command + " failed", e);
    }
  }

  /** Kills its own Redis, as a crash would. */
  void killRedis() {
    String info = redis(Command.INFO, "server").toString();
    String pid = info.replaceAll("(?s).*process_id:(\\d+).*", "$1");
    kill(Long.parseLong(pid));
  }

  /** Kills its own PostgreSQL, as a crash would. */
  void killPostgres() {
    Path file = directory.resolve("data/postgres/cluster/postmaster.pid");
    try {
      kill(Long.parseLong(Files.readAllLines(file).get(0).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  String redisUrl() {
    return runFile().getJsonObject("redis").getString("url");
  }

  private String postgresUrl() {
    return runFile().getJsonObject("postgres").getString("url");
  }

  Vertx vertx() {
    return vertx;
  }

  /** What the log of a channel has, oldest first. */
  List<JsonObject> log(String channel) {
    List<JsonObject> messages = new ArrayList<>();
    for (Response entry : redis(Command.XRANGE, channel, "-", "+")) {
      Response fields = entry.get(1);
      for (int i = 0; i < fields.size(); i += 2) {
        if (fields.get(i).toString().equals("data")) {
          new JsonArray(fields.get(i + 1).toString())
              .forEach(message -> messages.add((JsonObject) message));
        }
      }
    }
    return messages;
  }

  /** A statement that gives no rows. */
  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows a query gives, each cell as text, cells joined by a blank. */
  List<String> query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(rows.getString(i));
        }
        found.add(String.join(" ", cells));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private Connection connect() throws SQLException {
    URI uri = URI.create(postgresUrl());
    String[] user = uri.getUserInfo().split(":", 2);
    String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
    return DriverManager.getConnection(jdbc, user[0], user.length > 1 ? user[1] : "");
  }

  /** Keeps everybody else from a table, reading it included, until it is closed. */
  Connection lock(String table) throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table " + table);
    }
    return connection;
  }

  long count(String from) {
    return Long.parseLong(query("select count(*) from " + from).get(0));
  }

  /** The minute bars stored, as {@code symbol start} to {@code open high low close volume}. */
  Map<String, String> minuteBars(boolean volume, BiPredicate<String, Instant> wanted) {
    Map<String, String> bars = new TreeMap<>();
    for (String row :
        query(
            "select symbol, extract(epoch from bar_timestamp)::bigint, open, high, low, close, volume"
                + " from ohlcv_bars_1min")) {
      String[] cells = row.split(" ");
      Instant start = Instant.ofEpochSecond(Long.parseLong(cells[1]));
      if (wanted.test(cells[0], start)) {
        bars.put(
            cells[0] + " " + start,
            show(
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5]),
                volume ? Double.parseDouble(cells[6]) : 0));
      }
    }
    return bars;
  }

  static String show(double open, double high, double low, double close, double volume) {
    return open + " " + high + " " + low + " " + close + " " + volume;
  }

  /** Waits until every partition with ticks has stored the log up to its head. */
  void awaitAllStored() {
    Awaitility.await("every appended tick to be stored")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              Response head = redis(Command.HGET, "{" + TICKS + "}:head", "head");
              List<String> least = query("select min(log_offset) from feed_position");
              return head != null && head.toString().equals(least.get(0));
            });
  }

  /** The same of those that are in the log by now; others may come meanwhile. */
  void awaitStoredUpToNow() {
    long head = Long.parseLong(redis(Command.HGET, "{" + TICKS + "}:head", "head").toString());
    Awaitility.await("the log up to now to be stored")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                Long.parseLong(query("select min(log_offset) from feed_position").get(0)) >= head);
  }

  /** Waits until the stored bars are these, and fails with the differences if they never are. */
  void awaitMinuteBars(
      Map<String, String> expected, boolean volume, BiPredicate<String, Instant> wanted) {
    awaitAllStored();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> minuteBars(volume, wanted).equals(expected));
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(differences(expected, minuteBars(volume, wanted)) + logs(), e);
    }
  }

  private static String differences(Map<String, String> expected, Map<String, String> actual) {
    List<String> found = new ArrayList<>();
    expected.forEach(
        (bar, values) -> {
          String stored = actual.get(bar);
          if (!values.equals(stored)) {
            found.add(bar + ": expected " + values + ", stored " + stored);
          }
        });
    actual.forEach(
        (bar, values) -> {
          if (!expected.containsKey(bar)) {
            found.add(bar + ": not expected, stored " + values);
          }
        });
    return found.size()
        + " of "
        + expected.size()
        + " bars differ, the first:\n"
        + String.join("\n", found.subList(0, Math.min(20, found.size())));
  }

  private String logs() {
    StringBuilder all = new StringBuilder();
    processes.forEach(process -> all.append("\n\n").append(process.tail()));
    return all.toString();
  }

  @Override
  public void close() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
