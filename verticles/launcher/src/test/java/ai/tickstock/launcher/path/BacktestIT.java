package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Contract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backtests over real processes: asked for by anybody, told of, stored and served. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacktestIT {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final LocalDate FIRST = LocalDate.parse("2015-01-05");
  private static final List<String> SYMBOLS = List.of("AAA", "BBB", "CCC");
  private static final List<String> SAME =
      List.of("bars", "decided", "refused", "metrics", "benchmark", "by_pattern", "by_symbol");

  @TempDir static Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private Mesh mesh;
  private MeshProcess app;
  private String ann;
  private Heard progress;
  private Heard results;

  @BeforeAll
  void open() throws Exception {
    mesh = Mesh.prepared(directory);
    mesh.run("pl", "jobs.workers=1");
    app = mesh.run("app", "source.type=none");
    ann = mesh.token("ann");
    progress = Heard.on(mesh.vertx(), mesh.redisUrl(), Channels.BACKTEST_PROGRESS);
    results = Heard.on(mesh.vertx(), mesh.redisUrl(), Channels.BACKTEST_RESULTS);
    command("import", "--bars", MadeUpDays.file(directory, SYMBOLS, FIRST, 700).toString());
    Path splits = directory.resolve("splits.csv");
    Files.writeString(splits, "symbol,date,ratio\nBBB,2016-06-06,2\n");
    command("import", "--splits", splits.toString());
  }

  @AfterAll
  void close() {
    mesh.close();
  }

  private String command(String... arguments) {
    MeshProcess process = mesh.command(arguments);
    assertThat(process.await(PATIENCE)).as(process::tail).isZero();
    return String.join("\n", process.lines());
  }

  @Test
  void whatAnybodyAsksForIsRunAndToldAndServedAndIsWhatTheCommandComputes() throws Exception {
    JsonObject job = job("bt_plain");
    mesh.redis(Command.PUBLISH, Channels.JOBS_BACKTEST, job.encode());
    JsonObject event = result("bt_plain");
    assertThat(Contract.faults("backtestResult", event.encode())).isEmpty();
    assertThat(event.getString("status")).isEqualTo("completed");
    assertThat(event.getString("result_ref")).isEqualTo("/api/backtests/bt_plain");
    JsonObject last =
        progress.await(told -> isOf("bt_plain", told, 100), Duration.ofSeconds(60)).body();
    assertThat(Contract.faults("backtestProgress", last.encode())).isEmpty();

    JsonObject whole = json(get("/api/backtests/bt_plain", ann));
    assertThat(whole.getJsonObject("metrics").encode())
        .isEqualTo(event.getJsonObject("metrics").encode());
    assertThatItIsWhatTheCommandComputes(whole, job);
    assertThatTradesAreServed(whole.getJsonObject("metrics").getInteger("trades"));
    assertThatItIsHersAlone();

    JsonObject form = job.copy();
    List.of("job_type", "job_id", "user_id", "timestamp").forEach(form::remove);
    HttpResponse<String> submitted = send("POST", "/api/backtests", ann, form.encode());
    assertThat(submitted.statusCode()).as(submitted::body).isEqualTo(202);
    String id = json(submitted).getString("job_id");
    assertThat(result(id).getString("status")).isEqualTo("completed");
    assertSame(json(get("/api/backtests/" + id, ann)), whole);
  }

  private void assertThatItIsWhatTheCommandComputes(JsonObject whole, JsonObject job)
      throws IOException {
    Path file = Files.writeString(directory.resolve("job.json"), job.encode());
    String said = command("backtest", "--job", file.toString(), "--json");
    assertSame(new JsonObject(said.substring(said.indexOf("{\n"))), whole);
    assertThat(whole.getJsonObject("metrics").getInteger("trades")).isGreaterThan(20);
  }

  private static void assertSame(JsonObject one, JsonObject other) {
    for (String name : SAME) {
      assertThat(one.getValue(name)).as(name).isNotNull().isEqualTo(other.getValue(name));
    }
    assertThat(one.getJsonObject("equity")).isEqualTo(other.getJsonObject("equity"));
  }

  private void assertThatTradesAreServed(int trades) throws Exception {
    JsonArray list = json(get("/api/backtests/bt_plain/trades", ann)).getJsonArray("trades");
    assertThat(list).hasSize(trades);
    List<String> lines =
        get("/api/backtests/bt_plain/trades?format=csv", ann).body().lines().toList();
    assertThat(lines).hasSize(trades + 1).first().asString().startsWith("symbol,side,reason");
    assertThat(lines.get(1)).startsWith(list.getJsonObject(0).getString("symbol") + ",");
  }

  private void assertThatItIsHersAlone() throws Exception {
    String bob = mesh.token("bob");
    for (String path : List.of("", "/trades", "/trades?format=csv", "/equity")) {
      HttpResponse<String> answer = get("/api/backtests/bt_plain" + path, bob);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
    }
    assertThat(send("DELETE", "/api/backtests/bt_plain", bob, null).statusCode()).isEqualTo(404);
    assertThat(json(get("/api/backtests", bob)).getJsonArray("backtests")).isEmpty();
    assertThat(send("DELETE", "/api/backtests/bt_plain", ann, null).statusCode()).isEqualTo(409);
  }

  private static boolean isOf(String id, JsonObject progress, double percent) {
    return progress.getString("job_id").equals(id) && progress.getDouble("percent") >= percent;
  }

  private JsonObject result(String id) {
    return results.await(told -> told.getString("job_id").equals(id), PATIENCE).body();
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return send("GET", path, token, null);
  }

  private HttpResponse<String> send(String method, String path, String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(app.url() + path))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(60));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return http.send(
        request
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer::body).isIn(200, 202);
    return new JsonObject(answer.body());
  }

  private static JsonObject job(String id) {
    return new JsonObject()
        .put("job_type", "backtest")
        .put("job_id", id)
        .put("user_id", "ann")
        .put("symbols", new JsonArray(SYMBOLS))
        .put("start_date", FIRST.toString())
        .put("end_date", "2017-06-30")
        .put("patterns", new JsonArray().add("Doji").add("Hammer").add("BullishEngulfing"))
        .put("parameters", new JsonObject().put("commission_rate", 0.001))
        .put(
            "rules",
            new JsonObject()
                .put("enter_when", new JsonArray().add("close > SMA(20)"))
                .put("stop_loss", 0.03)
                .put("exit_after_bars", 8))
        .put("timestamp", 1_700_000_000);
  }
}
