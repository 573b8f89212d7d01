package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.Channels;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backtests that end before their time, over real processes: cancelled, or their worker killed. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacktestEndsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final String[] ONE_WORKER = {"jobs.workers=1", "jobs.leaseSeconds=2"};
  private static final List<String> SYMBOLS =
      IntStream.range(0, 20).mapToObj(i -> "SYM" + i).toList();

  private static final LocalDate FIRST = LocalDate.parse("2010-01-04");
  private static final int DAYS = 3_000;

  /** Before these years there are bars enough for the longest condition. */
  private static final LocalDate START = LocalDate.parse("2016-01-04");

  private static final LocalDate END = LocalDate.parse("2021-12-31");

  /** So many conditions are work for seconds: for each bar over a thousand others are looked at. */
  private static final int LONG = 20;

  private static final int SHORT = 3;
  private static final int LOOKED_AT = 1_500;

  private static final List<String> SAME =
      List.of("bars", "decided", "refused", "metrics", "benchmark", "by_pattern", "by_symbol");

  @TempDir static Path directory;
  private Mesh mesh;
  private MeshProcess pl;
  private MeshProcess app;
  private PageClient ann;
  private Heard progress;
  private Heard results;

  @BeforeAll
  void open() throws Exception {
    mesh = Mesh.prepared(directory);
    pl = mesh.run("pl", ONE_WORKER);
    app = mesh.run("app", "source.type=none");
    ann = new PageClient(mesh.token("ann"));
    progress = Heard.on(mesh.vertx(), mesh.redisUrl(), Channels.BACKTEST_PROGRESS);
    results = Heard.on(mesh.vertx(), mesh.redisUrl(), Channels.BACKTEST_RESULTS);
    MeshProcess command =
        mesh.command(
            "import", "--bars", MadeUpDays.file(directory, SYMBOLS, FIRST, DAYS).toString());
    assertThat(command.await(PATIENCE)).as(command::tail).isZero();
  }

  @AfterAll
  void close() {
    mesh.close();
  }

  @Test
  void aJobThatAnybodyCancelsOverRedisKeepsWhatItHas() throws Exception {
    begin("bt_plain", LONG);
    JsonObject command = new JsonObject().put("command", "cancel_job").put("job_id", "bt_plain");
    mesh.redis(
        Command.PUBLISH, Channels.JOBS_SYSTEM, command.put("timestamp", 1_700_000_000).encode());
    assertThatItIsCancelled("bt_plain");
  }

  @Test
  void aJobThatItsUserCancelsOverTheApiKeepsWhatItHas() throws Exception {
    begin("bt_api", LONG);
    HttpResponse<String> answer = ann.send(app, "DELETE", "/api/backtests/bt_api", null);
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(202);
    assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo("cancelling");
    assertThatItIsCancelled("bt_api");
    assertThat(ann.send(app, "DELETE", "/api/backtests/bt_api", null).statusCode()).isEqualTo(409);
  }

  private void assertThatItIsCancelled(String id) throws Exception {
    JsonObject event = result(id);
    assertThat(event.getString("status")).isEqualTo("cancelled");
    assertThat(event.getString("result_ref")).isEqualTo("/api/backtests/" + id);
    awaitState(id, "cancelled");
    JsonObject whole = whole(id);
    assertThat(whole.getString("status")).isEqualTo("cancelled");
    assertThat(whole.getBoolean("is_complete")).isFalse();
    assertThat(whole.getInteger("bars")).isBetween(1, SYMBOLS.size() * DAYS - 1);
    assertThat(whole.getJsonObject("equity").getJsonArray("time")).isNotEmpty();
    assertThat(mesh.log(Channels.BACKTEST_RESULTS)).filteredOn(told -> isOf(id, told)).hasSize(1);
  }

  /** No end can be stored while the trades are locked: the run is under way when it is killed. */
  @Test
  void whenAWorkersProcessIsKilledAnotherTakesItsJobOverAndThereIsOneResult() throws Exception {
    MeshProcess other;
    try (Connection lock = mesh.lock("backtest_trades")) {
      begin("bt_killed", SHORT);
      Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
      other = mesh.runBeside(elsewhere, "pl", ONE_WORKER);
      assertThat(mesh.query("select status from backtest_runs where job_id = 'bt_killed'"))
          .containsExactly("running");
      pl.kill();
      lock.rollback();
    }
    assertThat(result("bt_killed").getString("status")).isEqualTo("completed");
    awaitState("bt_killed", "completed");
    other.awaitLine("BACKTEST: bt_killed of ann begins, try 2", PATIENCE);

    // What is published while nobody adopts it is heard by nobody.
    other.awaitLine(Channels.JOBS_BACKTEST + ": what plain clients publish is adopted", PATIENCE);
    begin("bt_undisturbed", SHORT);
    result("bt_undisturbed");
    JsonObject whole = whole("bt_killed");
    JsonObject undisturbed = whole("bt_undisturbed");
    for (String name : SAME) {
      assertThat(whole.getValue(name)).as(name).isNotNull().isEqualTo(undisturbed.getValue(name));
    }
    assertThat(whole.getJsonObject("equity")).isEqualTo(undisturbed.getJsonObject("equity"));
    assertThat(mesh.query("select status from backtest_runs where job_id = 'bt_killed'"))
        .containsExactly("completed");
    long trades = whole.getJsonObject("metrics").getLong("trades");
    assertThat(mesh.count("backtest_trades where job_id = 'bt_killed'"))
        .isEqualTo(trades)
        .isPositive();
    assertThat(mesh.log(Channels.BACKTEST_RESULTS))
        .filteredOn(told -> isOf("bt_killed", told))
        .hasSize(1);
  }

  /** Asks for a backtest, and waits until it has simulated some days. */
  private void begin(String id, int conditions) {
    mesh.redis(Command.PUBLISH, Channels.JOBS_BACKTEST, job(id, conditions).encode());
    progress.await(told -> isOf(id, told) && day(told).isAfter(START), PATIENCE);
  }

  private static LocalDate day(JsonObject progress) {
    return LocalDate.parse(progress.getString("current_date"));
  }

  private static boolean isOf(String id, JsonObject event) {
    return event.getString("job_id").equals(id);
  }

  private JsonObject result(String id) {
    return results.await(told -> isOf(id, told), PATIENCE).body();
  }

  private void awaitState(String id, String status) {
    Awaitility.await(id + " to be " + status)
        .atMost(PATIENCE)
        .until(() -> status.equals(mesh.redis(Command.HGET, "job:" + id, "status").toString()));
  }

  private JsonObject whole(String id) throws Exception {
    HttpResponse<String> answer = ann.get(app, "/api/backtests/" + id);
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private static JsonObject job(String id, int conditions) {
    return new JsonObject()
        .put("job_type", "backtest")
        .put("job_id", id)
        .put("user_id", "ann")
        .put("symbols", new JsonArray(SYMBOLS))
        .put("start_date", START.toString())
        .put("end_date", END.toString())
        .put("patterns", new JsonArray().add("Doji").add("Hammer"))
        .put("parameters", new JsonObject())
        .put(
            "rules",
            new JsonObject()
                .put("enter_when", compared(conditions, "> 0"))
                .put("exit_when", compared(conditions, "< 0"))
                .put("exit_after_bars", 3))
        .put("timestamp", 1_700_000_000);
  }

  private static JsonArray compared(int conditions, String with) {
    JsonArray all = new JsonArray();
    IntStream.range(0, conditions).forEach(i -> all.add("AVGDEV(" + (LOOKED_AT - i) + ") " + with));
    return all;
  }
}
