package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trader's own work in a real browser: rules that fire, backtests, what another browser knows.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskIT {
  private static final Path PICTURES = Path.of("target").toAbsolutePath();
  private static final JsonObject DESK =
      new JsonObject().put("viewport", new JsonObject().put("width", 1440).put("height", 900));
  private static final ZoneId MARKET = ZoneId.of("America/New_York");
  private static final int BARS_BEFORE = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(90);

  private Path directory;
  private Mesh mesh;
  private MeshProcess app;
  private Chromium browser;
  private long minute = (System.currentTimeMillis() / 60_000 - 120) * 60;
  private int traders;
  private String token;

  @BeforeAll
  void open(@TempDir Path directory) {
    this.directory = directory;
    Path chromium =
        Chromium.find()
            .orElseGet(
                () -> {
                  String missing = "no Chromium on this machine: apt-get install chromium";
                  assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
                  return Assumptions.abort(missing);
                });
    mesh = new Mesh(directory);
    app = mesh.run("all", "source.type=none");
    browser = new Chromium(chromium);
    someBars();
  }

  /** Each test has a trader of its own. */
  @BeforeEach
  void aTrader() {
    String user = "trader-" + ++traders;
    MeshProcess tool = MeshProcess.start(directory, "token", "--user", user);
    token = tool.awaitLine("^(\\S+\\.\\S+\\.\\S+)$", PATIENCE).group(1);
    signIn();
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
    if (mesh != null) {
      mesh.close();
    }
  }

  @Test
  void aRuleMadeInThePageFiresAndIsGoneOnceItIsAcknowledged() {
    go("#/alerts/new");
    String form = "[data-testid=rule-form] ";
    word(form + "[aria-label='symbols or lists']", "AAPL");
    word(form + "[aria-label=patterns]", "Doji");
    browser.tell("click", form + "[data-name='1min']");
    browser.tell("click", form + "[data-name='5min']");
    browser.tell("fill", form + ".field:has(label:text-is('Least confidence')) input", "0");
    browser.tell("fill", form + ".field:has(label:text-is('Name')) input", "My doji");
    browser.tell("click", form + "button[type=submit]");
    browser.until("document.querySelector('.rule[data-standing=on]') !== null");

    browser.tell("click", ".rule button:text-is('Test')");
    browser.until("document.querySelector('.toast .tag')?.textContent === 'test'");
    browser.tell("click", ".toast .put-away");
    browser.until("document.querySelector('#bell').dataset.count === '0'");

    // The rule counts from some bar on: the next ones are all alike.
    Awaitility.await("the rule fires")
        .atMost(LONG_PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              doji();
              return browser.<Boolean>evaluate("document.querySelector('.toast') !== null");
            });
    assertThat(browser.<String>evaluate("document.querySelector('.toast').innerText"))
        .contains("AAPL", "Doji", "My doji");
    shoot("alert.png");

    acknowledgeAll();
    browser.tell("goto", app.url() + "/");
    live();
    // Alerts that wait come before what is live: with the next candle they would be here.
    tick(113, minute + 5);
    browser.until("Number(document.querySelector('#chart').dataset.close) === 113");
    assertThat(browser.<String>evaluate("document.querySelector('#bell').dataset.count"))
        .isEqualTo("0");
    noComplaints();
  }

  /** What fires while it is read comes back, until nothing does. */
  private void acknowledgeAll() {
    Awaitility.await("all that fired is acknowledged")
        .atMost(PATIENCE)
        .until(
            () -> {
              if (browser.<Boolean>evaluate("document.querySelector('#inbox').hidden")) {
                browser.tell("click", "#bell");
              }
              if (!browser.<Boolean>evaluate("document.querySelector(" + ALL_SEEN + ").disabled")) {
                browser.tell("click", "#inbox .panel-head button:text-is('Acknowledge all')");
              }
              return browser.<Integer>evaluate(count("acknowledged")) >= 2
                  && browser.<Integer>evaluate(count("pending")) == 0
                  && browser.<Integer>evaluate(count("delivered")) == 0;
            });
  }

  private static final String ALL_SEEN = "'#inbox .panel-head button'";

  @Test
  void aBacktestGoesFromTheFormToItsResult() {
    go("#/backtests/new");
    String form = "[data-testid=backtest-form] ";
    LocalDate day = Instant.ofEpochSecond(minute).atZone(MARKET).toLocalDate();
    word(form + "[aria-label='symbols or lists']", "AAPL");
    browser.tell("fill", form + "input[type=date] >> nth=0", day.minusDays(7).toString());
    browser.tell("fill", form + "input[type=date] >> nth=1", day.toString());
    browser.tell("choose", form + "select >> nth=0", "1min");
    browser.tell("fill", form + "[aria-label='enter only while']", "close > SMA(3)");
    browser.tell("press", "Escape");
    browser.until(
        "document.querySelector('[data-testid=backtest-form]').innerText.includes('Ready to run')");
    browser.tell("click", form + "button[type=submit]");
    browser.until("document.querySelector('.headlines') !== null");
    browser.until("document.querySelectorAll('.data tr.link').length > 0");
    assertThat(browser.<String>evaluate("document.querySelector('.run').dataset.status"))
        .isEqualTo("completed");
    assertThat(browser.<String>evaluate("document.querySelector('.content h1').textContent"))
        .isEqualTo("Conditions on AAPL");
    shoot("backtest.png");
    browser.tell("click", ".content summary:text-is('Download')");
    assertThat((String) browser.tell("download", ".content a:text-is('Trades (CSV)')"))
        .endsWith("-trades.csv");
    noComplaints();
  }

  @Test
  void anotherBrowserGoesOnWhereThisOneStopped() {
    browser.tell("click", "#timeframes [data-name='5min']");
    browser.tell("click", "#theme");
    String theme = browser.evaluate("document.documentElement.dataset.theme");
    go("#/backtests/new");
    word("[data-testid=backtest-form] [aria-label='symbols or lists']", "AAPL");
    word("[data-testid=backtest-form] [aria-label=patterns]", "Hammer");
    Awaitility.await("kept").atMost(PATIENCE).until(() -> browser.<Boolean>evaluate(KEPT));

    signIn();
    assertThat(browser.<String>evaluate("document.documentElement.dataset.theme")).isEqualTo(theme);
    browser.until("document.querySelector('#chart').dataset.timeframe === '5min'");
    go("#/backtests/new");
    browser.until("document.querySelectorAll('[data-testid=backtest-form] .token').length === 2");
    noComplaints();
  }

  private static final String KEPT =
      "Promise.all(['/api/work/backtest_form', '/api/preferences'].map((path) => fetch(path)"
          + ".then((answer) => answer.json()))).then(([form, preferences]) =>"
          + " form.patterns?.[0] === 'Hammer' && preferences.work?.includes('backtest_form')"
          + " && preferences.timeframe === '5min')";

  private static String count(String state) {
    return "fetch('/api/alerts/history?limit=100&state="
        + state
        + "').then((answer) => answer.json()).then(({ alerts }) => alerts.length)";
  }

  private void go(String hash) {
    browser.evaluate("location.hash = '" + hash + "'");
    browser.until("document.querySelector('form.sheet') !== null");
  }

  /** A word in a field that takes several. */
  private void word(String selector, String word) {
    browser.tell("fill", selector, word);
    browser.tell("press", "Enter");
  }

  /** Another browser, of the same trader. */
  private void signIn() {
    browser.tell("fresh", DESK);
    browser.tell("goto", app.url() + "/");
    browser.until("!document.querySelector('#signin').hidden");
    browser.tell("fill", "#token", token);
    browser.tell("click", "#signin button");
    live();
  }

  private void live() {
    browser.until("document.querySelector('#badge').dataset.state === 'live'");
    browser.until("Number(document.querySelector('#chart').dataset.bars) > 0");
  }

  /** Before anybody is signed in the page is told so, which Chromium notes as an error. */
  private void noComplaints() {
    assertThat((JsonArray) browser.tell("complaints"))
        .allSatisfy(complaint -> assertThat(complaint.toString()).contains("401"));
  }

  private void shoot(String name) {
    browser.tell("shoot", PICTURES.resolve(name).toString());
  }

  /** Rising ones. */
  private void someBars() {
    for (int i = 0; i < BARS_BEFORE; i++, minute += 60) {
      tick(100 + i, minute + 1);
      tick(101 + i, minute + 50);
    }
    tick(112, minute + 0.1);
    tick(112, minute + 0.2);
    mesh.awaitAllStored();
  }

  /** A bar that ends where it began, with shadows, and the first trades of the next. */
  private void doji() {
    tick(113, minute + 10);
    tick(111, minute + 20);
    tick(112, minute + 59);
    minute += 60;
    tick(112, minute + 0.1);
    tick(112, minute + 0.2);
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
