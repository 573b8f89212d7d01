package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** App and PL as two processes on the wall clock, across two minute boundaries. */
@Tag("live")
@Timeout(300)
class LiveIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void theFourPhasesComeInOrder() throws Exception {
    try (Mesh mesh = Mesh.prepared(directory)) {
      MeshProcess pl = mesh.run("pl");
      Heard patterns = Heard.on(mesh.vertx(), mesh.redisUrl(), "tickstock.events.patterns");
      MeshProcess app =
          mesh.run(
              "app",
              "source.synthetic.historySessions=0",
              "source.synthetic.symbolCount=200",
              "source.synthetic.rate=400");
      long start = System.currentTimeMillis();
      PageClient browser = new PageClient(app).open(app, new JsonObject());

      ticksFlow(mesh, pl);
      long firstBar = barsAreStored(mesh, start);
      long firstPattern = jobsRunAndPublish(mesh, pl, patterns);
      PageClient.Alert alert = anAlertReachesTheBrowser(patterns, browser);
      System.out.printf(
          "from pattern computed to alert in the browser: %.0f ms%n",
          alert.atMillis() - alert.body().getDouble("timestamp") * 1_000);
      System.out.printf(
          "after the start: first bar stored %d ms, first pattern %d ms%n",
          firstBar - start, firstPattern - start);

      until(
          "two minute boundaries",
          130,
          () ->
              mesh.query("select count(distinct bar_timestamp) >= 2 from ohlcv_bars_1min")
                  .equals(List.of("t")));
      countsAreEqual(mesh, app, pl);
    }
  }

  private static void ticksFlow(Mesh mesh, MeshProcess pl) {
    assertThat(mesh.redis(Command.PUBSUB, "NUMSUB", Mesh.TICKS).toString()).isNotNull();
    assertThat(mesh.redis(Command.PUBSUB, "NUMSUB", Mesh.TICKS).get(1).toLong()).isPositive();
    pl.awaitLine("STREAMING: TickAggregator buffering ticks", PATIENCE);
    assertThat(mesh.redis(Command.XREVRANGE, Mesh.TICKS, "+", "-", "COUNT", "10").size())
        .isPositive();
  }

  private static long barsAreStored(Mesh mesh, long start) {
    until("a bar in the database", 130, () -> mesh.count("ohlcv_bars_1min") > 0);
    long stored = System.currentTimeMillis();
    assertThat(mesh.count("ohlcv_bars_1min where extract(second from bar_timestamp) <> 0"))
        .isZero();
    assertThat(stored).isGreaterThan(start);
    return stored;
  }

  private static long jobsRunAndPublish(Mesh mesh, MeshProcess pl, Heard patterns) {
    pl.awaitLine("STREAMING: Pattern detection job triggered for", PATIENCE);
    pl.awaitLine("STREAMING: Indicator calculation job triggered for", PATIENCE);
    Heard.Message first = patterns.await(event -> true, PATIENCE);
    JsonObject event = first.body();
    assertThat(event.getString("event_type")).isEqualTo("pattern_detected");
    assertThat(event.getDouble("confidence")).isBetween(0.0, 1.0);
    assertThat(event.getString("event_id")).startsWith(event.getString("symbol") + "|");
    assertThat(event.getJsonObject("metadata").getLong("bar_time") % 60).isZero();
    until("a pattern row", 60, () -> mesh.count("daily_patterns") > 0);
    return first.atMillis();
  }

  private static PageClient.Alert anAlertReachesTheBrowser(Heard patterns, PageClient browser) {
    String first = patterns.messages().get(0).body().getString("event_id");
    return browser.await(event -> event.getString("event_id").equals(first), PATIENCE);
  }

  private static void countsAreEqual(Mesh mesh, MeshProcess app, MeshProcess pl) {
    assertThat(app.terminate()).as(app::tail).isZero();
    long published = app.lastNumber("Published (\\d+) ticks to TickStockPL");
    assertThat(published).as(app::tail).isPositive();
    mesh.awaitAllStored();
    assertThat(pl.terminate()).as(pl::tail).isZero();
    assertThat(pl.lastNumber("STREAMING: Processed (\\d+) ticks from Redis"))
        .as(() -> pl.tail() + "\n\n" + app.tail())
        .isEqualTo(published);
    assertThat(app.alarms()).isEmpty();
    assertThat(pl.alarms()).isEmpty();
  }

  private static void until(String what, int seconds, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(seconds))
        .pollInterval(Duration.ofMillis(100))
        .until(condition);
  }
}
