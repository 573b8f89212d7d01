package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A feed that falls silent: said, shown and recorded while it lasts, over a kill, and ended. */
@Timeout(300)
class SilenceIT {
  private static final Path PICTURE = Path.of("target", "silence.png").toAbsolutePath();
  private static final JsonObject DESK =
      new JsonObject().put("viewport", new JsonObject().put("width", 1440).put("height", 900));
  private static final String BANNER = "document.querySelector('[data-testid=banner]')";

  @TempDir Path directory;
  private Mesh mesh;
  private MeshProcess both;
  private Chromium browser;

  @BeforeEach
  void open() {
    Path chromium = Chromium.required();
    mesh = Mesh.prepared(directory);
    both = run("http.port=0");
    browser = new Chromium(chromium);
  }

  private MeshProcess run(String port) {
    return mesh.run(
        "all",
        "source.type=none",
        "feed.staleAfter=3",
        "market.open=00:00",
        "market.close=00:00",
        "market.closedDays=[]",
        port);
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
    if (mesh != null) {
      mesh.close();
    }
  }

  @Test
  void aSilenceIsShownWhileItLastsAndIsOneHoleHoweverOftenThePlIsKilled() throws Exception {
    Heard errors = Heard.on(mesh.vertx(), mesh.redisUrl(), "tickstock:errors");
    threeBarsAndAHole();
    double before = now();
    tick(103, before - 0.5);
    tick(104, before);
    mesh.awaitAllStored();

    browser.tell("fresh", DESK);
    browser.tell(
        "goto", both.awaitLine("(http://\\S+/login\\?code=\\S+)", Duration.ofSeconds(60)).group(1));
    browser.until("Number(document.querySelector('#chart').dataset.bars) >= 3");
    browser.until(BANNER + ".hidden === false && " + BANNER + ".dataset.level === 'bad'");
    assertThat(browser.<String>evaluate(BANNER + ".textContent"))
        .contains("the feed is down. What you see is history.");
    browser.tell("shoot", PICTURE.toString());
    JsonObject silence = gaps().getJsonObject(0);
    assertThat(silence.getString("kind")).isEqualTo("silence");
    assertThat(silence.getDouble("from")).isEqualTo(before);
    assertThat(silence.getValue("to")).isNull();
    assertThat(feed().getString("state")).isEqualTo("silent");
    assertThat(both.first(Pattern.compile("STREAMING: No ticks received from Redis in 3 seconds")))
        .isNotNull();

    int holes = gaps().size();
    int port = URI.create(both.url()).getPort();
    both.kill();
    both = run("http.port=" + port);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> "silent".equals(feed().getString("state")));
    browser.until(BANNER + ".hidden === false");
    assertThat(gaps()).as("still the same one").hasSize(holes);

    double again = now();
    Awaitility.await("the banner to go")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              tick(105, now());
              return browser.<Boolean>evaluate(BANNER + ".hidden");
            });
    JsonObject over = gaps().getJsonObject(0);
    assertThat(over.getDouble("from")).isEqualTo(before);
    assertThat(over.getDouble("to")).isGreaterThanOrEqualTo(again);
    assertThat(over.getBoolean("filled")).isFalse();
    assertThat(gaps()).hasSize(holes);
    assertThat(
            errors.await(
                error -> "feed_silent".equals(error.getString("reason")), Duration.ofSeconds(60)))
        .isNotNull();
    assertThat((JsonArray) browser.tell("complaints"))
        .allMatch(each -> !each.toString().contains("TypeError"));
  }

  /** Two minutes with a bar, five without, one with a bar; the next closes it. */
  private void threeBarsAndAHole() {
    long minute = (System.currentTimeMillis() / 60_000 - 20) * 60;
    for (int i : List.of(0, 1, 7)) {
      tick(100 + i, minute + 60L * i + 1);
      tick(101 + i, minute + 60L * i + 2);
    }
    tick(103, minute + 8 * 60 + 1);
    tick(103, minute + 8 * 60 + 2);
  }

  private JsonArray gaps() {
    Object answer = browser.evaluate("fetch('/api/feed/gaps').then(answer => answer.text())");
    return new JsonObject(answer.toString()).getJsonArray("gaps");
  }

  private JsonObject feed() {
    Object answer = browser.evaluate("fetch('/health').then(answer => answer.text(), () => '{}')");
    return new JsonObject(answer.toString())
        .getJsonObject("halves", new JsonObject())
        .getJsonObject("pl", new JsonObject())
        .getJsonObject("feed", new JsonObject().put("state", "unknown"));
  }

  private static double now() {
    return System.currentTimeMillis() / 1000.0;
  }

  private void tick(double price, double timestamp) {
    JsonObject tick =
        new JsonObject()
            .put("type", "market_tick")
            .put("symbol", "AAPL")
            .put("price", price)
            .put("volume", 100)
            .put("timestamp", timestamp);
    mesh.redis(Command.PUBLISH, Mesh.TICKS, tick.encode());
  }
}
