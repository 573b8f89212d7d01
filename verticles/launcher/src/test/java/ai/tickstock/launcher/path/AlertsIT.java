package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users' rules fire while they are away waits for them: each once, in order, for them alone.
 */
@Timeout(600)
class AlertsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CONFIGURED =
      "{\"patterns\": {\"enabled\": [\"Hammer\"]}, \"indicators\": {\"enabled\": [\"SMA(5)\"]}}";

  /** Neither is configured: what they need is computed for them alone. */
  private static final JsonObject STRONG =
      new JsonObject(
          """
          {"name": "Strong", "symbols": ["AAPL", "MSFT"], "timeframes": ["1min"],
           "conditions": [{"indicator": "RSI(3)", "op": "above", "level": 60}],
           "channels": [{"type": "browser"}]}
          """);

  private static final JsonObject UNDECIDED =
      new JsonObject(
          """
          {"name": "Undecided", "symbols": ["AAPL"], "timeframes": ["1min"], "patterns": ["Doji"],
           "channels": [{"type": "browser"}]}
          """);

  @TempDir Path directory;
  private final MadeUpTicks ticks = new MadeUpTicks("AAPL", "MSFT", "TSLA");
  private Mesh mesh;

  @BeforeEach
  void open() throws IOException {
    Path file = directory.resolve("conf").resolve("tickstock.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, CONFIGURED);
    mesh = Mesh.prepared(directory);
  }

  @AfterEach
  void close() {
    mesh.close();
  }

  @Test
  void whatFiresWhileItsUserIsAwayComesOnceInOrderThoughAppDiesOverIt() throws Exception {
    MeshProcess pl = mesh.run("pl");
    MeshProcess app = mesh.run("app", "source.type=none");
    PageClient ann = new PageClient(mesh.token("ann"));
    PageClient bob = new PageClient(mesh.token("bob"));
    played();
    String strong = created(app, ann, STRONG);
    String undecided = created(app, ann, UNDECIDED);
    pl.awaitLine("rules have 1 indicators and 1 patterns computed", PATIENCE);
    long from = ticks.minute();

    MeshProcess replay = mesh.replay(ticks.next(directory, 120), "--speed", "3000");
    awaitFresh("ann");
    app.kill();
    assertThat(replay.await(PATIENCE)).as(replay::tail).isZero();
    awaitAnalysed();
    app = mesh.run("app", "source.type=none");
    ann.openMine(app);
    awaitAll(ann, "indicator_update", strong, expectedStrong(from));
    awaitAll(ann, "pattern_alert", undecided, expectedUndecided());
    assertThat(ann.fired()).allMatch(alert -> "ann".equals(alert.getString("user_id")));

    ann.vanish();
    acknowledge(app, ann);
    app.kill();
    app = mesh.run("app", "source.type=none");
    isGone(app, ann, strong, undecided);
    isNobodyElses(app, bob, strong);
  }

  private static String created(MeshProcess app, PageClient client, JsonObject rule)
      throws Exception {
    HttpResponse<String> answer = client.send(app, "POST", "/api/alerts", rule);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new JsonObject(answer.body()).getString("subscription_id");
  }

  /** Replays the next half hour, and waits until it has been analysed. */
  private void played() throws IOException {
    assertThat(mesh.replay(ticks.next(directory, 30)).await(PATIENCE)).isZero();
    awaitAnalysed();
  }

  private void awaitAnalysed() {
    mesh.awaitAllStored();
    Awaitility.await("every bar to be analysed")
        .atMost(PATIENCE)
        .until(
            () ->
                mesh.count(
                        "analysis_position a join feed_position f using (partition)"
                            + " where a.stage in ('patterns', 'indicators')"
                            + " and a.change_no < f.change_no")
                    == 0);
  }

  /**
   * The first alert has been decided on this moment: what else becomes of it App may not live to
   * see.
   */
  private void awaitFresh(String user) {
    Awaitility.await("a fresh alert")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> mesh.redis(Command.XLEN, "user_messages:" + user).toLong() > 0);
  }

  /**
   * From the first bar after the rule was made on there are values; these are the bars it names.
   */
  private List<String> expectedStrong(long from) {
    String computed = "(\"values\"->>'RSI_3')::float8";
    String its = " symbol in ('AAPL', 'MSFT')";
    String since = " and bar_timestamp >= to_timestamp(" + from + ")";
    assertThat(mesh.count("indicator_history where" + its + since + " and " + computed + " >= 0"))
        .isEqualTo(mesh.count("ohlcv_bars_1min where" + its + since));
    return bars("indicator_history where" + its + " and " + computed + " > 60");
  }

  private List<String> expectedUndecided() {
    return bars("daily_patterns where symbol = 'AAPL' and pattern = 'Doji'");
  }

  private List<String> bars(String from) {
    return mesh.query(
        "select symbol, extract(epoch from bar_timestamp)::bigint from "
            + from
            + " and timeframe = '1min' order by 1, 2");
  }

  /** Each of them once, and of each symbol one after the other. */
  private static void awaitAll(
      PageClient client, String address, String rule, List<String> expected) {
    assertThat(expected).hasSizeGreaterThan(1);
    Awaitility.await("all alerts of " + address)
        .atMost(PATIENCE)
        .until(() -> heard(client, address).size() >= expected.size());
    List<JsonObject> heard = heard(client, address);
    assertThat(heard).allMatch(alert -> rule.equals(alert.getString("subscription_id")));
    assertThat(heard).extracting(alert -> alert.getString("alert_id")).doesNotHaveDuplicates();
    List<String> inTheirOrder = new ArrayList<>();
    heard.stream()
        .collect(
            Collectors.groupingBy(
                alert -> alert.getString("symbol"), TreeMap::new, Collectors.toList()))
        .forEach(
            (symbol, of) ->
                of.forEach(alert -> inTheirOrder.add(symbol + " " + alert.getLong("bar_time"))));
    assertThat(inTheirOrder).isEqualTo(expected);
  }

  private static List<JsonObject> heard(PageClient client, String address) {
    return client.fired().stream()
        .filter(alert -> address.equals(alert.getString("address")))
        .toList();
  }

  private static void acknowledge(MeshProcess app, PageClient client) throws Exception {
    List<String> ids =
        client.fired().stream().map(alert -> alert.getString("alert_id")).sorted().toList();
    HttpResponse<String> answer =
        client.send(
            app,
            "POST",
            "/api/alerts/acknowledge",
            new JsonObject().put("alert_ids", new JsonArray(ids)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getJsonArray("acknowledged"))
        .isEqualTo(new JsonArray(ids));
  }

  /** What comes first after another return is what was asked for then. */
  private static void isGone(MeshProcess app, PageClient ann, String... rules) throws Exception {
    ann.fired().clear();
    ann.openMine(app);
    List<String> asked = new ArrayList<>();
    for (String rule : rules) {
      asked.add(tested(app, ann, rule));
    }
    awaitOnly(ann, asked);
    JsonObject history = new JsonObject(ann.get(app, "/api/alerts/history?limit=500").body());
    assertThat(history.getJsonArray("alerts").stream().map(JsonObject.class::cast))
        .filteredOn(alert -> !alert.getJsonObject("alert").getBoolean("test"))
        .isNotEmpty()
        .allMatch(alert -> "acknowledged".equals(alert.getString("state")));
  }

  private static String tested(MeshProcess app, PageClient client, String rule) throws Exception {
    HttpResponse<String> answer = client.send(app, "POST", "/api/alerts/" + rule + "/test", null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return new JsonObject(answer.body()).getString("alert_id");
  }

  private static void awaitOnly(PageClient client, List<String> ids) {
    Awaitility.await("what was asked for")
        .atMost(PATIENCE)
        .until(() -> client.fired().size() >= ids.size());
    assertThat(client.fired())
        .extracting(alert -> alert.getString("alert_id"))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  private static void isNobodyElses(MeshProcess app, PageClient bob, String rule) throws Exception {
    bob.openMine(app);
    List<String> asked =
        List.of(
            tested(app, bob, created(app, bob, STRONG)),
            tested(app, bob, created(app, bob, UNDECIDED)));
    awaitOnly(bob, asked);
    String path = "/api/alerts/" + rule;
    assertThat(bob.get(app, path).statusCode()).isEqualTo(404);
    assertThat(bob.send(app, "PUT", path, STRONG).statusCode()).isEqualTo(404);
    assertThat(bob.send(app, "DELETE", path, null).statusCode()).isEqualTo(404);
    assertThat(bob.send(app, "POST", path + "/test", null).statusCode()).isEqualTo(404);
    assertThat(bob.get(app, "/api/alerts").body()).doesNotContain(rule);
    assertThat(bob.get(app, "/api/alerts/history").body()).doesNotContain(rule);
  }
}
