package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.Contract;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The mesh as a process: how it starts, says where it is, joins, stops and is found again. */
@Timeout(240)
class ProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path OPTIONS = Path.of("../../conf/java.options").toAbsolutePath();
  private static final String URL = "ready after .* s: (http\\S+)";

  @TempDir Path directory;
  private Mesh mesh;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void open() {
    mesh = new Mesh(directory);
  }

  @AfterEach
  void close() throws Exception {
    mesh.close();
  }

  @Test
  void itAnswersIsReadyAndStopsLeavingNothingBehind() throws Exception {
    MeshProcess all = mesh.run("all", "source.synthetic.historySessions=0");
    String url = all.first(Pattern.compile(URL)).group(1);
    assertThat(get(url + "/health/live").statusCode()).isEqualTo(200);
    awaitReady(url);
    JsonObject health = new JsonObject(get(url + "/health").body());
    assertThat(health.getJsonObject("halves").fieldNames()).containsExactlyInAnyOrder("app", "pl");
    assertThat(get(url + "/metrics").body()).contains("tickstock_ticks_total", "jvm_memory_used");
    HttpResponse<String> page = get(url + "/");
    assertThat(page.body()).contains("TickStock", "/assets/");
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(get(url + "/asyncapi.yaml").body()).startsWith("asyncapi: 3.");
    assertThat(get(url + "/openapi.yaml").body()).startsWith("openapi: 3.1");
    assertThat(get(url + "/../run.json").statusCode()).isEqualTo(404);

    assertThat(all.terminate()).as(all::tail).isZero();
    assertThat(serversOf(directory)).isEmpty();
    assertThat(directory.resolve("data/run.json")).doesNotExist();
  }

  @Test
  void whatAKilledProcessLeftBehindIsFoundAgain() {
    MeshProcess killed = mesh.run("pl");
    List<String> servers = serversOf(directory);
    String redis = mesh.redisUrl();
    killed.kill();
    assertThat(serversOf(directory)).containsAll(servers.subList(0, 2));
    MeshProcess next = mesh.run("pl");
    assertThat(mesh.redisUrl()).isEqualTo(redis);
    next.awaitLine("Found our own Redis still running", PATIENCE);
    next.awaitLine("Found our own PostgreSQL still running", PATIENCE);
    assertThat(next.terminate()).as(next::tail).isZero();
    assertThat(serversOf(directory)).isEmpty();
  }

  /** As the options we ship have it: a supervisor starts it again, and it is all there. */
  @Test
  void aProcessThatHasNoMemoryEndsRatherThanToGoOnWithHalfOfItself() {
    List<String> options = List.of("@" + OPTIONS, "-Xmx24m");
    MeshProcess poor = MeshProcess.start(options, directory, "run", "--set", "http.port=0");
    assertThat(poor.await(PATIENCE)).as(poor::tail).isEqualTo(3);
    assertThat(poor.tail()).contains("Terminating due to java.lang.OutOfMemoryError");

    MeshProcess next = mesh.run("all", "source.synthetic.historySessions=0");
    assertThat(next.terminate()).as(next::tail).isZero();
    assertThat(serversOf(directory)).isEmpty();
  }

  @Test
  void theSecondRoleJoinsTheFirstAndTheLastStopsTheServers() {
    MeshProcess app = mesh.run("app", "source.type=none");
    String redis = mesh.redisUrl();
    MeshProcess pl = mesh.run("pl");
    assertThat(mesh.redisUrl()).isEqualTo(redis);
    assertThat(app.terminate()).as(app::tail).isZero();
    assertThat(serversOf(directory)).isNotEmpty();
    assertThat(pl.terminate()).as(pl::tail).isZero();
    assertThat(serversOf(directory)).isEmpty();
  }

  @Test
  void aPortThatIsInsistedOnAndTakenIsAnErrorThatSaysSo() {
    MeshProcess pl = mesh.run("pl");
    int port = URI.create(pl.first(Pattern.compile(URL)).group(1)).getPort();
    MeshProcess app =
        MeshProcess.start(directory, "run", "--role", "app", "--set", "http.port=" + port);
    assertThat(app.await(PATIENCE)).as(app::tail).isEqualTo(1);
    assertThat(app.tail()).contains("http.port: cannot listen on 127.0.0.1:" + port);
    assertThat(get(pl.first(Pattern.compile(URL)).group(1) + "/health/live").statusCode())
        .isEqualTo(200);
  }

  @Test
  void readinessSaysWhatIsAway() throws Exception {
    MeshProcess pl = mesh.run("pl");
    String url = pl.first(Pattern.compile(URL)).group(1);
    awaitReady(url);
    signalRedis("-STOP"); // One that is killed may be back before anybody looks.
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> get(url + "/health/ready").statusCode() == 503);
      JsonObject redis =
          new JsonObject(get(url + "/health/ready").body())
              .getJsonObject("checks")
              .getJsonObject("redis");
      assertThat(redis.getString("status")).isEqualTo("DOWN");
      assertThat(redis.getString("reason")).isNotBlank();
      assertThat(get(url + "/health/live").statusCode()).isEqualTo(200);
    } finally {
      signalRedis("-CONT");
    }
    awaitReady(url);
  }

  private void signalRedis(String signal) throws Exception {
    List<String> pids =
        ProcessHandle.allProcesses()
            .filter(process -> isServerOf(process, directory.resolve("data/redis")))
            .map(process -> Long.toString(process.pid()))
            .toList();
    assertThat(pids).isNotEmpty();
    List<String> command = new ArrayList<>(List.of("kill", signal));
    command.addAll(pids);
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  @Test
  void healthIsPublishedWithTheFieldsOfTheContract() throws Exception {
    mesh.run("all", "source.synthetic.historySessions=0");
    Heard heard = Heard.on(mesh.vertx(), mesh.redisUrl(), "tickstock.events.system.health");
    for (String source : List.of("app", "pl")) {
      JsonObject health = heard.await(message -> isHealthy(source, message), PATIENCE).body();
      assertThat(health.fieldNames())
          .contains("source", "node", "status", "latency_ms", "connected_clients")
          .contains("used_memory_human", "keyspace_hits", "keyspace_misses", "error", "rates")
          .contains("lag_seconds", "queues", "jobs", "timestamp");
      assertThat(Contract.faults("health", health.encode())).isEmpty();
      assertThat(health.getDouble("latency_ms")).isPositive();
    }
    JsonObject pl =
        heard.await(message -> "pl".equals(message.getString("source")), PATIENCE).body();
    assertThat(pl.getJsonObject("jobs").getJsonObject("pattern").getLong("messages_processed"))
        .isNotNull();
  }

  private static boolean isHealthy(String source, JsonObject message) {
    return source.equals(message.getString("source"))
        && "healthy".equals(message.getString("status"));
  }

  private void awaitReady(String url) {
    Awaitility.await().atMost(PATIENCE).until(() -> get(url + "/health/ready").statusCode() == 200);
  }

  private HttpResponse<String> get(String url) {
    try {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> serversOf(Path directory) {
    return ProcessHandle.allProcesses()
        .filter(process -> isServerOf(process, directory))
        .map(process -> process.info().command().orElse(""))
        .sorted()
        .toList();
  }

  private static boolean isServerOf(ProcessHandle process, Path directory) {
    String command = process.info().command().orElse("");
    return command.startsWith(directory.toString()) && Files.exists(directory);
  }
}
