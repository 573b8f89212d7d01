package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closing the laptop's lid: a browser that was away has missed nothing and sees nothing twice. */
@Timeout(240)
class LidIT {
  private static final JsonObject FILTER = new JsonObject().put("symbols", "MSFT,AAPL");

  private static final int MINUTES = 120;

  /** The least that {@code redis.maxConnections} may be. */
  private static final int LEAST_BOUND = 16;

  @TempDir Path directory;
  private final MadeUpTicks ticks = new MadeUpTicks("AAPL", "MSFT", "TSLA");

  @Test
  void whateverIsRestartedMeanwhile() throws Exception {
    try (Mesh mesh = Mesh.prepared(directory)) {
      MeshProcess pl = mesh.run("pl");
      MeshProcess app = mesh.run("app", "source.type=none");
      PageClient browser = new PageClient(app).open(app, FILTER);
      played(mesh);
      browser.await(event -> true, Duration.ofSeconds(60));
      assertThat(connectionsToRedis(pl)).isBetween(1, LEAST_BOUND);
      assertThat(connectionsToRedis(app)).isBetween(1, LEAST_BOUND);
      browser.vanish();

      played(mesh);
      pl.kill();
      MeshProcess replay = mesh.replay(ticks.next(directory, MINUTES));
      mesh.run("pl");
      assertThat(replay.await(Duration.ofSeconds(60))).isZero();
      awaitAnalysed(mesh);
      mesh.killRedis();
      played(mesh);
      browser.open(app, FILTER);
      awaitAll(mesh, browser);

      browser.vanish();
      played(mesh);
      app.kill();
      played(mesh);
      MeshProcess again = mesh.run("app", "source.type=none");
      browser.open(again, FILTER);
      played(mesh);
      awaitAll(mesh, browser);
      assertThat(browser.news())
          .extracting(news -> news.getString("event_type"))
          .containsExactly("registered", "registered", "registered");
    }
  }

  private static int connectionsToRedis(MeshProcess half) {
    Matcher gauge =
        Pattern.compile("tickstock_redis_connections ([0-9.]+)").matcher(half.metrics());
    assertThat(gauge.find()).isTrue();
    return (int) Double.parseDouble(gauge.group(1));
  }

  /** The newest revision of every pattern of its symbols, and no revision of any twice. */
  private static void awaitAll(Mesh mesh, PageClient browser) {
    Map<String, Long> stored = new TreeMap<>();
    mesh.query("select event_id, revision from daily_patterns where symbol in ('AAPL', 'MSFT')")
        .forEach(row -> stored.put(row.split(" ")[0], Long.parseLong(row.split(" ")[1])));
    assertThat(stored).hasSizeGreaterThan(100);
    Awaitility.await("every pattern in the browser")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(newest(browser)).isEqualTo(stored));
    assertThat(browser.alerts()).extracting(PageClient.Alert::id).doesNotHaveDuplicates();
  }

  private static Map<String, Long> newest(PageClient browser) {
    Map<String, Long> newest = new TreeMap<>();
    browser
        .alerts()
        .forEach(
            alert ->
                newest.merge(
                    alert.body().getString("event_id"),
                    alert.body().getLong("revision"),
                    Math::max));
    return newest;
  }

  /** Replays the next two hours, and waits until they have been analysed. */
  private void played(Mesh mesh) throws IOException {
    assertThat(mesh.replay(ticks.next(directory, MINUTES)).await(Duration.ofSeconds(60))).isZero();
    awaitAnalysed(mesh);
  }

  private static void awaitAnalysed(Mesh mesh) {
    mesh.awaitAllStored();
    Awaitility.await("every bar to be analysed")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                mesh.count(
                        "analysis_position a join feed_position f using (partition)"
                            + " where a.stage = 'patterns' and a.change_no < f.change_no")
                    == 0);
  }
}
