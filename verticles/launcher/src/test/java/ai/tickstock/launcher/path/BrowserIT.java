package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: what the mesh does shows, without a reload, to whom it may. */
@Timeout(240)
class BrowserIT {
  private static final Path PICTURES = Path.of("target").toAbsolutePath();
  private static final JsonObject DESK =
      new JsonObject().put("viewport", new JsonObject().put("width", 1440).put("height", 900));
  private static final int BARS_BEFORE = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Mesh mesh;
  private MeshProcess app;
  private Chromium browser;
  private long minute = (System.currentTimeMillis() / 60_000 - 60) * 60;

  @BeforeEach
  void open() {
    Path chromium = Chromium.required();
    mesh = Mesh.prepared(directory);
    app = mesh.run("all", "source.type=none");
    browser = new Chromium(chromium);
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
  void theLinkShowsALivePageWhereACandleGrowsAndAPatternComesAndGoes() {
    someBars();
    openTheLink();
    browser.evaluate("window.notReloaded = true");

    aCandleGrows();
    String doji = "AAPL|Doji|1min|" + minute;
    int marks = marks();
    aPatternComes(doji, marks);
    shoot("page.png");
    whatIsAmendedIsRetracted(doji);
    itFitsAPhone();

    assertThat(browser.<Boolean>evaluate("window.notReloaded")).isTrue();
    assertThat((JsonArray) browser.tell("complaints")).isEmpty();
  }

  @Test
  void thePageComesBackByItselfAndMissesNothingWhenTheServerHasRestarted() {
    someBars();
    openTheLink();
    int port = URI.create(app.url()).getPort();
    assertThat(app.terminate()).isZero();
    browser.until("document.querySelector('#badge').dataset.state === 'away'");

    app = mesh.run("all", "source.type=none", "http.port=" + port);
    tick(113, minute + 30);
    tick(112, minute + 59);
    tick(114, minute + 61);
    tick(115, minute + 120);
    tick(115, minute + 121);
    mesh.awaitAllStored();
    browser.until("document.querySelector('#badge').dataset.state === 'live'");
    browser.until(alert("AAPL|Doji|1min|" + minute) + " !== null");
    tick(116, minute + 122);
    browser.until(chart("close", 116));
    browser.until(chart("bars", BARS_BEFORE + 3));
  }

  /** Rising ones, and the first trades of the next. */
  private void someBars() {
    for (int i = 0; i < BARS_BEFORE; i++, minute += 60) {
      tick(100 + i, minute + 1);
      tick(101 + i, minute + 50);
    }
    tick(112, minute + 0.1);
    tick(112, minute + 0.2);
    mesh.awaitAllStored();
  }

  private void openTheLink() {
    browser.tell("fresh", DESK);
    long asked = System.nanoTime();
    assertThat(browser.tell("goto", link())).isEqualTo(200);
    browser.until("document.querySelector('#badge').dataset.state === 'live'");
    browser.until("Number(document.querySelector('#chart').dataset.bars) >= " + BARS_BEFORE);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
    System.out.println("from opening the link to a live page with its candles: " + millis + " ms");
    assertThat(browser.<String>evaluate("location.pathname + location.search")).isEqualTo("/");
    assertThat(browser.<String>evaluate("document.querySelector('#title').textContent"))
        .isEqualTo("AAPL");
  }

  private void aCandleGrows() {
    for (double price : new double[] {112.5, 113.25, 111.75}) {
      tick(price, minute + 5);
      browser.until(chart("close", price));
      browser.until(
          "Number(document.querySelector('[data-symbol=AAPL][data-last]').dataset.last) === "
              + price);
    }
    browser.until(chart("time", minute));
  }

  /** The bar ends where it began. */
  private void aPatternComes(String id, int marks) {
    tick(112, minute + 59);
    tick(112, minute + 120);
    tick(112, minute + 121);
    browser.until(alert(id) + " !== null");
    browser.until("Number(document.querySelector('#chart').dataset.markers) > " + marks);
  }

  /** A late trade moves the bar's close away from its open. */
  private void whatIsAmendedIsRetracted(String id) {
    tick(114, minute + 59.5);
    browser.until(alert(id) + " === null");
  }

  private void itFitsAPhone() {
    browser.tell("size", 390, 844);
    browser.tell("click", "#tabs [data-tab=feed]");
    browser.until("document.querySelector('#feed').offsetHeight > 200");
    assertThat(browser.<Boolean>evaluate("document.body.scrollWidth <= innerWidth")).isTrue();
    assertThat(browser.<Boolean>evaluate("document.querySelector('#chart').offsetHeight > 200"))
        .isTrue();
    shoot("page-phone.png");
  }

  private void shoot(String name) {
    browser.tell("shoot", PICTURES.resolve(name).toString());
  }

  private static String alert(String id) {
    return "document.querySelector('#alerts [data-id=\"" + id + "\"]')";
  }

  private static String chart(String fact, double value) {
    return "Number(document.querySelector('#chart').dataset." + fact + ") === " + value;
  }

  private int marks() {
    return browser.evaluate("Number(document.querySelector('#chart').dataset.markers ?? 0)");
  }

  @Test
  void nobodyGetsInWithAUsedLinkOrWithoutAToken() {
    tick(100, minute);
    String link = link();
    browser.tell("fresh", DESK);
    browser.tell("goto", link);
    browser.until("document.querySelector('#badge').dataset.state === 'live'");

    browser.tell("fresh", DESK);
    assertThat(browser.tell("goto", link)).isEqualTo(401);
    nothingButTheSignInShows();
    assertThat(browser.<String>evaluate("document.querySelector('#why').textContent"))
        .isEqualTo("This link has been used, or is not of this server.");

    browser.tell("fresh", DESK);
    assertThat(browser.tell("goto", app.url() + "/")).isEqualTo(200);
    nothingButTheSignInShows();
    browser.tell("fill", "#token", "not.a.token");
    browser.tell("click", "#signin button");
    browser.until("document.querySelector('#refused').textContent.includes('token')");
    nothingButTheSignInShows();
    shoot("sign-in.png");

    MeshProcess tool = MeshProcess.start(directory, "token", "--user", "trader");
    String token = tool.awaitLine("^(\\S+\\.\\S+\\.\\S+)$", PATIENCE).group(1);
    browser.tell("fill", "#token", token);
    browser.tell("click", "#signin button");
    browser.until("document.querySelector('#badge').dataset.state === 'live'");
  }

  private void nothingButTheSignInShows() {
    browser.until("!document.querySelector('#signin').hidden");
    assertThat(browser.<Boolean>evaluate("document.querySelector('#desk').hidden")).isTrue();
    assertThat(browser.<Integer>evaluate("document.querySelectorAll('#symbols > *').length"))
        .isZero();
    assertThat(browser.<Integer>evaluate("fetch('/api/symbols').then((answer) => answer.status)"))
        .isEqualTo(401);
    assertThat(browser.<String>evaluate(SOCKET)).isEqualTo("closed");
  }

  /** What becomes of a socket that the page has no right to. */
  private static final String SOCKET =
      "new Promise((done) => {"
          + " const socket = new WebSocket(location.origin.replace('http', 'ws') +"
          + " '/eventbus/websocket?batch=1');"
          + " socket.onopen = () => socket.send(JSON.stringify("
          + "{ type: 'register', address: 'market_tick', headers: {} }));"
          + " socket.onmessage = (message) => done(message.data);"
          + " socket.onclose = () => done('closed'); })";

  private String link() {
    return app.awaitLine("(http://\\S+/login\\?code=\\S+)", PATIENCE).group(1);
  }

  private void tick(double price, double timestamp) {
    mesh.redis(
        Command.PUBLISH,
        Mesh.TICKS,
        new JsonObject()
            .put("type", "market_tick")
            .put("symbol", "AAPL")
            .put("price", price)
            .put("volume", 100)
            .put("timestamp", timestamp)
            .put("source", "test")
            .encode());
  }
}
