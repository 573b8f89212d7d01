package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Editing {@code conf/tickstock.json} of running processes. */
@Timeout(240)
class ReloadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MINUTES = 120;

  @TempDir Path directory;
  private final MadeUpTicks ticks = new MadeUpTicks("AAPL", "MSFT", "TSLA", "XOM", "KO");
  private Mesh mesh;

  @BeforeEach
  void open() {
    mesh = Mesh.prepared(directory);
  }

  @AfterEach
  void close() {
    mesh.close();
  }

  /** As editors do: written beside it, and put in its place. */
  private void edit(String json) throws IOException {
    Path file = directory.resolve("conf").resolve("tickstock.json");
    Files.createDirectories(file.getParent());
    Path draft = Files.writeString(file.resolveSibling("tickstock.json~"), json);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void awaitTaken(MeshProcess process, String change) {
    process.awaitLine("Configuration \\d+ taken: .*" + Pattern.quote(change), PATIENCE);
  }

  private static JsonObject configuration(MeshProcess process) throws Exception {
    HttpRequest ready = HttpRequest.newBuilder(URI.create(process.url() + "/health/ready")).build();
    String body = HttpClient.newHttpClient().send(ready, BodyHandlers.ofString()).body();
    return new JsonObject(body).getJsonObject("configuration");
  }

  private void awaitStatus(MeshProcess process, String status) {
    Awaitility.await("configuration " + status)
        .atMost(PATIENCE)
        .until(() -> status.equals(configuration(process).getString("status")));
  }

  /** Replays the next two hours and waits until every stage has done with them. */
  private long played() throws IOException {
    long from = ticks.minute();
    assertThat(mesh.replay(ticks.next(directory, MINUTES)).await(Duration.ofSeconds(60))).isZero();
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
    return from;
  }

  private static String since(long second) {
    return " bar_timestamp >= to_timestamp(" + second + ")";
  }

  @Test
  void patternsIndicatorsAndLatenessChangeInEveryInstanceOfPl() throws Exception {
    edit("{\"aggregation\": {\"instances\": 3}}");
    MeshProcess pl = mesh.run("pl");
    long first = played();
    assertThat(mesh.count("daily_patterns where confidence < 0.7 and" + since(first))).isPositive();

    edit(
        """
        {"aggregation": {"instances": 3, "lateness": 600000},
         "patterns": {"minConfidence": 0.7, "enabled": ["Doji", "Hammer"]},
         "indicators": {"enabled": [{"name": "RSI", "parameters": {"timePeriod": 14}},
                                    {"name": "SMA", "parameters": {"timePeriod": 50}}]}}
        """);
    awaitTaken(pl, "patterns.minConfidence 0 → 0.7");
    long second = played();
    assertThat(mesh.query("select distinct pattern from daily_patterns where" + since(second)))
        .isSubsetOf("Doji", "Hammer")
        .isNotEmpty();
    assertThat(mesh.count("daily_patterns where confidence < 0.7 and" + since(second))).isZero();
    assertThat(
            mesh.query(
                "select distinct jsonb_object_keys(\"values\") from indicator_history where"
                    + " timeframe = '1min' and"
                    + since(second)))
        .containsExactlyInAnyOrder("RSI_14", "SMA_50");
    newIndicatorIsWarm("AAPL", second);
    everySymbolWaitsTenMinutes(second);
  }

  /** From its first bar on it is what it would be, had it run all along. */
  private void newIndicatorIsWarm(String symbol, long from) {
    String where = " where symbol = '" + symbol + "' and timeframe = '1min' and" + since(from);
    String computed =
        mesh.query(
                "select \"values\"->>'SMA_50' from indicator_history"
                    + where
                    + " order by bar_timestamp limit 1")
            .get(0);
    String expected =
        mesh.query(
                "select avg(close) from (select close from ohlcv_bars_1min where symbol = '"
                    + symbol
                    + "' and bar_timestamp <= to_timestamp("
                    + from
                    + ") order by bar_timestamp desc limit 50) last")
            .get(0);
    assertThat(Double.parseDouble(computed))
        .isCloseTo(
            Double.parseDouble(expected), org.assertj.core.data.Percentage.withPercentage(1e-7));
  }

  /** The newest bar ended ten minutes before the event clock, in every instance. */
  private void everySymbolWaitsTenMinutes(long from) {
    long clock =
        Long.parseLong(mesh.query("select max(watermark_millis) from feed_position").get(0)) / 1000;
    List<String> newest =
        mesh.query(
            "select distinct extract(epoch from max(bar_timestamp))::bigint from ohlcv_bars_1min"
                + " where"
                + since(from)
                + " group by symbol");
    assertThat(newest).containsExactly("" + (clock - 600 - 60));
  }

  @Test
  void theSourceChangesWhatItPublishesAndHowMuch() throws Exception {
    edit(source("AAPL,MSFT", 50));
    mesh.run("pl");
    MeshProcess app = mesh.run("app", "source.synthetic.historySessions=0");
    edit(source("AAPL,NEWS", 2_000));
    awaitTaken(app, "source.synthetic.rate 50 → 2000");
    Awaitility.await("ticks of the new symbol, and none of the old one")
        .atMost(PATIENCE)
        .until(() -> ticksOf("NEWS") > 0 && ticksOf("MSFT") == 0);
    edit(source("AAPL,NEWS", 2_000).replace("synthetic\", \"syn", "none\", \"syn"));
    awaitTaken(app, "source.type \"synthetic\" → \"none\"");
    assertThat(app.terminate()).isZero();
    long published = app.lastNumber("Published (\\d+) ticks to TickStockPL");
    assertThat(published).isPositive();
  }

  private static String source(String symbols, int rate) {
    return new JsonObject()
        .put(
            "source",
            new JsonObject()
                .put("type", "synthetic")
                .put(
                    "synthetic",
                    new JsonObject()
                        .put("symbols", new JsonArray(List.of(symbols.split(","))))
                        .put("rate", rate)))
        .encode()
        .replace("\":", "\": ")
        .replace(",\"", ", \"");
  }

  private long ticksOf(String symbol) {
    return mesh.redis(Command.XREVRANGE, Mesh.TICKS, "+", "-", "COUNT", "20").stream()
        .filter(entry -> entry.toString().contains('"' + symbol + '"'))
        .count();
  }

  @Test
  void anInvalidFileIsRefusedWithTheReasonAndTheOldOneStays() throws Exception {
    MeshProcess pl = mesh.run("pl");
    Heard errors = Heard.on(mesh.vertx(), mesh.redisUrl(), "tickstock:errors");
    edit("{\"aggregation\": {\"lateness\": \"fast\"}, \"logging\": {\"level\": \"DEBUG\"}}");
    awaitStatus(pl, "refused");
    String reason =
        "aggregation.lateness: expected an integer of 0 to 3600000 (milliseconds), was \"fast\"";
    assertThat(configuration(pl).getJsonArray("problems")).containsExactly(reason);
    assertThat(configuration(pl).getLong("version")).isEqualTo(1);
    JsonObject report =
        errors
            .await(
                error -> "configuration_refused".equals(error.getString("reason")),
                Duration.ofSeconds(60))
            .body();
    assertThat(report.getString("reason")).isEqualTo("configuration_refused");
    assertThat(report.getString("message")).isEqualTo(reason);
    for (String half : List.of("{\"logging\":", "[]", "{\"logging\": {\"levle\": 1}}")) {
      edit(half);
      Awaitility.await(half)
          .atMost(PATIENCE)
          .until(() -> !configuration(pl).getJsonArray("problems").contains(reason));
    }
    edit("{\"logging\": {\"level\": \"DEBUG\"}}");
    awaitTaken(pl, "logging.level \"INFO\" → \"DEBUG\"");
    assertThat(configuration(pl).getString("status")).isEqualTo("taken");
    assertThat(pl.lines()).filteredOn(line -> line.contains("is refused")).hasSizeBetween(2, 4);
    Files.delete(directory.resolve("conf").resolve("tickstock.json"));
    awaitStatus(pl, "refused");
    assertThat(configuration(pl).getLong("version")).isEqualTo(2);
  }

  @Test
  void aKeyThatNeedsARestartSaysSoAndQuickEditsEndWithTheLast() throws Exception {
    MeshProcess pl = mesh.run("pl", "feed.staleAfter=7");
    edit("{\"http\": {\"publicUrl\": \"https://x.example\"}, \"feed\": {\"staleAfter\": 9}}");
    pl.awaitLine("After the next start: http.publicUrl \"\" → \"https://x.example\"", PATIENCE);
    assertThat(configuration(pl).getJsonArray("pending")).hasSize(1);
    assertThat(configuration(pl).getLong("version")).as("the command line wins").isEqualTo(1);
    for (int lateness = 1; lateness <= 20; lateness++) {
      edit("{\"aggregation\": {\"lateness\": " + lateness * 100 + "}}");
    }
    awaitTaken(pl, "→ 2000");
    assertThat(configuration(pl).getJsonArray("pending")).isEmpty();
  }
}
