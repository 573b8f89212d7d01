package ai.tickstock.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over real servers. */
@Timeout(240)
class ServersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String POSTGRES_PID = "postgres/cluster/postmaster.pid";

  @TempDir Path data;

  @BeforeEach
  void theUsualPortsAreKept() {
    UsualPorts.keep();
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    new OwnRedis(data.toRealPath()).stop();
    OwnPostgres postgres = new OwnPostgres(data.toRealPath());
    postgres.askToStop();
    postgres.awaitStopped();
  }

  @Test
  void whatIsNotConfiguredIsStartedAndKeepsItsDataOverARestart() throws Exception {
    try (Servers servers = Servers.open(config("", ""), "all")) {
      assertThat(redis(servers)).isPresent();
      sql(servers, "create table kept (id int)");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(runFile())))
          .isEqualTo("rw-------");
    }
    assertThat(runFile()).doesNotExist();
    try (Servers servers = Servers.open(config("", ""), "all")) {
      assertThat(sql(servers, "select count(*) from kept")).isEqualTo("0");
    }
  }

  @Test
  void aCommandThatNeedsADatabaseStartsOneAndAMeshMayJoinIt() throws Exception {
    Servers command = Servers.database(config("", ""), "import");
    sql(command, "create table kept (id int)");
    assertThat(command.ownPostgres()).isPresent();
    try (Servers mesh = Servers.open(config("", ""), "all")) {
      assertThat(mesh.postgresUrl()).isEqualTo(command.postgresUrl());
      assertThat(redis(mesh)).isPresent();
      command.close();
      assertThat(sql(mesh, "select count(*) from kept")).isEqualTo("0");
    }
    assertThat(runFile()).doesNotExist();
  }

  @Test
  void theLastToLeaveStopsWhatOneOfThemStarted() throws Exception {
    PreparedPostgres.in(data);
    Servers first = Servers.open(config("", ""), "app");
    Servers second = Servers.open(config("", ""), "pl");
    assertThat(second.redisUrl()).isEqualTo(first.redisUrl());
    assertThat(second.postgresUrl()).isEqualTo(first.postgresUrl());
    first.close();
    assertThat(redis(second)).isPresent();
    second.close();
    assertThat(redis(second)).isEmpty();
    assertThat(runFile()).doesNotExist();
  }

  @Test
  void serversLeftBehindByAKilledProcessAreFoundAgain() throws Exception {
    PreparedPostgres.in(data);
    Servers killed = Servers.open(config("", ""), "all");
    long redis = redis(killed).orElseThrow().pid();
    forget();
    try (Servers next = Servers.open(config("", ""), "all")) {
      assertThat(next.redisUrl()).isEqualTo(killed.redisUrl());
      assertThat(next.postgresUrl()).isEqualTo(killed.postgresUrl());
      assertThat(redis(next).orElseThrow().pid()).isEqualTo(redis);
    }
    assertThat(redis(killed)).isEmpty();
  }

  @Test
  void serversLeftBehindAreStoppedWhenOthersAreConfiguredNow() throws Exception {
    PreparedPostgres.in(data);
    Servers killed = Servers.open(config("", ""), "all");
    forget();
    try (Servers next = Servers.open(config("redis://elsewhere:1", killed.postgresUrl()), "all")) {
      assertThat(next.redisUrl()).isEqualTo("redis://elsewhere:1");
      assertThat(next.ownRedis()).isEmpty();
      assertThat(redis(killed)).isEmpty();
    }
  }

  @Test
  void aPidFileWhoseNumberAnotherProcessHasNowIsStale() throws Exception {
    PreparedPostgres.in(data);
    Servers.open(config("", ""), "all").close();
    Path pidFile = data.resolve("postgres/cluster/postmaster.pid");
    String self = Long.toString(ProcessHandle.current().pid());
    Files.write(pidFile, List.of(self, pidFile.toString(), "0", "5432"));
    try (Servers servers = Servers.open(config("", ""), "all")) {
      assertThat(sql(servers, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void theSameHalfDoesNotRunTwiceOverOneDirectory() throws Exception {
    JsonObject elsewhere = config("redis://elsewhere:1", "postgresql://me:secret@elsewhere/db");
    try (Servers pl = Servers.open(elsewhere, "pl");
        Servers app = Servers.open(elsewhere, "app")) {
      app.http("http://127.0.0.1:8081");
      assertThatThrownBy(() -> Servers.open(elsewhere, "app"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("'run --role app' runs over")
          .hasMessageContaining("http://127.0.0.1:8081");
      assertThatThrownBy(() -> Servers.open(elsewhere, "all")).isInstanceOf(IOException.class);
      assertThat(pl.redisUrl()).isEqualTo("redis://elsewhere:1");
    }
  }

  @Test
  void whoConfiguresNothingJoinsWhatTheOthersConfigured() throws Exception {
    JsonObject elsewhere = config("redis://elsewhere:1", "postgresql://me:secret@elsewhere/db");
    try (Servers pl = Servers.open(elsewhere, "pl");
        Servers app = Servers.open(config("", ""), "app");
        Servers replay = Servers.join(config("", ""), "replay")) {
      assertThat(app.redisUrl()).isEqualTo(pl.redisUrl());
      assertThat(app.postgresUrl()).isEqualTo(pl.postgresUrl());
      assertThat(replay.redisUrl()).isEqualTo(pl.redisUrl());
      assertThatThrownBy(() -> Servers.join(config("redis://third:1", ""), "replay"))
          .hasMessageContaining("redis.url: the processes that run over this data directory use");
    }
  }

  @Test
  void serversThatDiedAreStartedAgainWhereTheyWere() throws Exception {
    PreparedPostgres.in(data);
    try (Servers servers = Servers.open(config("", ""), "all")) {
      assertThat(revived(servers)).isEmpty();
      sql(servers, "create table kept (id int)");
      killBoth(servers);
      assertThat(revivedInTheEnd(servers)).containsExactlyInAnyOrder("Redis", "PostgreSQL");
      assertThat(redis(servers)).isPresent();
      assertThat(sql(servers, "select count(*) from kept")).isEqualTo("0");
      assertThat(revived(servers)).isEmpty();
    }
  }

  /** Somebody took its port before it could. */
  @ParameterizedTest
  @CsvSource({
    "Redis, PostgreSQL, Redis did not start: Failed listening on port",
    "PostgreSQL, Redis, 'PostgreSQL did not start, see '"
  })
  void oneThatCannotStartAgainKeepsNoOtherFromIt(String one, String other, String why)
      throws Exception {
    PreparedPostgres.in(data);
    try (Servers servers = Servers.open(config("", ""), "all")) {
      killBoth(servers);
      List<String> revived = new ArrayList<>();
      int port = port(one.equals("Redis") ? servers.redisUrl() : servers.postgresUrl());
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(taken.isBound()).isTrue();
        Awaitility.await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  assertThatThrownBy(() -> servers.revive(revived::add))
                      .isInstanceOf(IOException.class)
                      .hasMessageStartingWith(why);
                  return !revived.isEmpty();
                });
        assertThat(revived).containsExactly(other);
      }
      assertThat(revivedInTheEnd(servers)).containsExactly(one);
    }
  }

  private void killBoth(Servers servers) throws IOException {
    kill(redis(servers).orElseThrow().pid());
    kill(Long.parseLong(Files.readAllLines(data.resolve(POSTGRES_PID)).get(0)));
  }

  private static List<String> revived(Servers servers) throws IOException {
    List<String> revived = new ArrayList<>();
    servers.revive(revived::add);
    return revived;
  }

  /** What a killed PostgreSQL's children still hold may keep it waiting for a moment. */
  private static List<String> revivedInTheEnd(Servers servers) {
    List<String> revived = new ArrayList<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreException(IOException.class)
        .until(
            () -> {
              servers.revive(revived::add);
              return true;
            });
    return revived;
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    Awaitility.await().atMost(PATIENCE).until(() -> !Processes.lives(process));
  }

  @Test
  void aCommandFindsNoMeshWhereNoneRuns() {
    assertThatThrownBy(() -> Servers.join(config("", ""), "replay"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no running mesh found in");
  }

  /** As after SIGKILL: the entry of a process that lives no more. */
  private void forget() throws IOException {
    JsonObject run = new JsonObject(Files.readString(runFile()));
    run.getJsonArray("processes").getJsonObject(0).put("started", 1);
    Files.writeString(runFile(), run.encode());
  }

  private Path runFile() {
    return data.resolve("run.json");
  }

  private JsonObject config(String redis, String postgres) {
    return new JsonObject()
        .put("data", new JsonObject().put("directory", data.toString()))
        .put("redis", new JsonObject().put("url", redis))
        .put("postgres", new JsonObject().put("url", postgres));
  }

  private static Optional<RedisProbe> redis(Servers servers) {
    return RedisProbe.of(port(servers.redisUrl()));
  }

  private static int port(String url) {
    return URI.create(url).getPort();
  }

  private static String sql(Servers servers, String statement) throws SQLException {
    URI uri = URI.create(servers.postgresUrl());
    String jdbc = "jdbc:postgresql://127.0.0.1:" + uri.getPort() + uri.getPath();
    try (Connection connection = DriverManager.getConnection(jdbc, "postgres", "postgres");
        Statement run = connection.createStatement()) {
      if (!run.execute(statement)) {
        return "";
      }
      try (ResultSet rows = run.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
