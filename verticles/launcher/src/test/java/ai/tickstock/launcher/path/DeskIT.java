package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
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
  private static final ZoneId MARKET = ZoneId.of("America/New_York");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(90);

  private Path directory;
  private Mesh mesh;
  private Apple apple;
  private MeshProcess app;
  private Chromium browser;
  private int traders;
  private String token;
  private Desk desk;

  @BeforeAll
  void open(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path chromium = Chromium.required();
    mesh = Mesh.prepared(directory);
    apple = new Apple(mesh);
    MeshProcess command =
        mesh.command(
            "import",
            "--bars",
            apple.lastMonth(directory).toString(),
            "--timeframe",
            "1min",
            "--no-rollups");
    assertThat(command.await(LONG_PATIENCE)).as(command::tail).isZero();
    app =
        mesh.run(
            "all",
            "source.type=none",
            "patterns.record.timeframes=[\"1min\"]",
            "alerts.webhooks.allowHttp=true",
            "alerts.webhooks.allowPrivate=true",
            "alerts.webhooks.maxAttempts=2",
            "alerts.webhooks.retrySeconds=1");
    browser = new Chromium(chromium);
    desk = new Desk(browser, app);
    apple.rises();
  }

  /** Each test has a trader of its own. */
  @BeforeEach
  void aTrader() {
    String user = "trader-" + ++traders;
    MeshProcess tool = MeshProcess.start(directory, "token", "--user", user);
    token = tool.awaitLine("^(\\S+\\.\\S+\\.\\S+)$", PATIENCE).group(1);
    desk.signIn(token);
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
    desk.go("#/alerts/new", "form.sheet");
    String form = "[data-testid=rule-form] ";
    desk.word(form + "[aria-label='symbols or lists']", "AAPL");
    desk.word(form + "[aria-label=patterns]", "Doji");
    desk.click(form + "[data-name='1min']");
    desk.click(form + "[data-name='5min']");
    desk.fill(form + ".field:has(label:text-is('Least confidence')) input", "0");
    desk.fill(form + ".field:has(label:text-is('Name')) input", "My doji");
    desk.click(form + "button[type=submit]");
    desk.sees(".rule[data-standing=on]");

    desk.click(".rule button:text-is('Test')");
    browser.until("document.querySelector('.toast .tag')?.textContent === 'test'");
    desk.click(".toast .put-away");
    browser.until("document.querySelector('#bell').dataset.count === '0'");

    awaitRecord();
    // The rule counts from some bar on: the next ones are all alike. An alert goes without its
    // record where the database takes its time: then another one has it.
    Awaitility.await("the rule fires")
        .atMost(LONG_PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              apple.doji();
              return browser.<Boolean>evaluate("document.querySelector('.toast .record') !== null");
            });
    assertThat(desk.text(".toast")).contains("AAPL", "Doji", "My doji");
    desk.reads(".toast .record", "× before, right after");
    desk.shoot("alert.png");

    apple.doji();
    awaitFired(apple.minute() - 60);
    acknowledgeAll();
    desk.again();
    // Alerts that wait come before what is live: with the next candle they would be here.
    apple.trade(113);
    browser.until("Number(document.querySelector('#chart').dataset.close) === 113");
    assertThat(browser.<String>evaluate("document.querySelector('#bell').dataset.count"))
        .isEqualTo("0");
    desk.noComplaints();
  }

  /** With it all that fired before it is there: of what is under way nothing comes later. */
  private void awaitFired(long bar) {
    String has = "fetch('/api/alerts/history?limit=500').then((answer) => answer.text())";
    Awaitility.await("the last one has fired")
        .atMost(LONG_PATIENCE)
        .until(
            () ->
                browser.<Boolean>evaluate(
                    has + ".then((text) => text.includes('|1min|" + bar + "|'))"));
  }

  /** What came after the candles of earlier days is computed some time after the start. */
  private void awaitRecord() {
    Awaitility.await("the pattern's record")
        .atMost(LONG_PATIENCE)
        .until(() -> browser.<Integer>evaluate(RECORDED) > 0);
    assertThat(browser.<Boolean>evaluate(FIGURES)).isTrue();
  }

  private static final String RECORD =
      "fetch('/api/patterns/record?symbol=AAPL&pattern=Doji&timeframe=1min')"
          + ".then((answer) => answer.json()).then(({ records }) => ";

  private static final String RECORDED = RECORD + "records.length)";

  private static final String FIGURES =
      RECORD
          + "records[0].count >= 20 && records[0].horizons.length > 0"
          + " && records[0].horizons.every(({ hit_rate, unconditional_hit_rate }) =>"
          + " hit_rate >= 0 && hit_rate <= 1 && unconditional_hit_rate > 0))";

  /** What fires while it is read comes back, until nothing does. */
  private void acknowledgeAll() {
    Awaitility.await("all that fired is acknowledged")
        .atMost(PATIENCE)
        .until(
            () -> {
              if (browser.<Boolean>evaluate("document.querySelector('#inbox').hidden")) {
                desk.click("#bell");
              }
              if (!browser.<Boolean>evaluate("document.querySelector(" + ALL_SEEN + ").disabled")) {
                desk.click("#inbox .panel-head button:text-is('Acknowledge all')");
              }
              return browser.<Integer>evaluate(count("acknowledged")) >= 2
                  && browser.<Integer>evaluate(count("pending")) == 0
                  && browser.<Integer>evaluate(count("delivered")) == 0;
            });
  }

  private static final String ALL_SEEN = "'#inbox .panel-head button'";

  @Test
  void aBacktestGoesFromTheFormToItsResult() {
    desk.go("#/backtests/new", "form.sheet");
    String form = "[data-testid=backtest-form] ";
    LocalDate day = Instant.ofEpochSecond(apple.minute()).atZone(MARKET).toLocalDate();
    desk.word(form + "[aria-label='symbols or lists']", "AAPL");
    desk.fill(form + "input[type=date] >> nth=0", day.minusDays(7).toString());
    desk.fill(form + "input[type=date] >> nth=1", day.toString());
    browser.tell("choose", form + "select >> nth=0", "1min");
    desk.fill(form + "[aria-label='enter only while']", "close > SMA(3)");
    browser.tell("press", "Escape");
    desk.reads("[data-testid=backtest-form]", "Ready to run");
    desk.click(form + "button[type=submit]");
    desk.sees(".headlines");
    browser.until("document.querySelectorAll('.data tr.link').length > 0");
    assertThat(browser.<String>evaluate("document.querySelector('.run').dataset.status"))
        .isEqualTo("completed");
    assertThat(browser.<String>evaluate("document.querySelector('.content h1').textContent"))
        .isEqualTo("Conditions on AAPL");
    desk.shoot("backtest.png");
    desk.click(".content summary:text-is('Download')");
    assertThat((String) browser.tell("download", ".content a:text-is('Trades (CSV)')"))
        .endsWith("-trades.csv");
    desk.noComplaints();
  }

  /** Nobody can read days while they are locked: it runs until it is cancelled. */
  @Test
  void aBacktestIsCancelledFromThePageWhileItRuns() throws SQLException {
    aDailyBacktestIsReady();
    try (Connection lock = mesh.lock("ohlcv_bars_1day")) {
      desk.click(SUBMIT);
      desk.sees(".run[data-status=running]");
      desk.shoot("running.png");
      desk.click(".content button:text-is('Cancel')");
      desk.sees(".run[data-status=cancelled]");
      desk.reads(".content[data-status=cancelled]", "Cancelled before there were any figures.");
      desk.shoot("cancelled.png");
      lock.rollback();
    }
    desk.noComplaints();
  }

  private static final String SUBMIT = "[data-testid=backtest-form] button[type=submit]";

  private void aDailyBacktestIsReady() {
    desk.go("#/backtests/new", "form.sheet");
    desk.word("[data-testid=backtest-form] [aria-label='symbols or lists']", "AAPL");
    desk.word("[data-testid=backtest-form] [aria-label=patterns]", "Doji");
    browser.tell("press", "Escape");
    desk.reads("[data-testid=backtest-form]", "Ready to run");
  }

  /** The page asks what becomes of it; it has ended, and has said so, before the answers come. */
  @Test
  void aBacktestThatEndsWhileThePageAsksAfterItIsShownAsEnded() throws SQLException {
    aDailyBacktestIsReady();
    browser.tell("hold", "**/api/backtests**");
    try (Connection lock = mesh.lock("ohlcv_bars_1day")) {
      desk.click(SUBMIT);
      browser.tell("held", "/api/backtests");
      browser.tell("held", "/api/backtests/bt_[^/]+");
      lock.rollback();
    }
    browser.tell("heard", "backtest_result");
    browser.tell("release");
    desk.sees(".content[data-status=failed]");
    desk.sees(".runs [data-status=failed]");
    desk.noComplaints();
  }

  @Test
  void whatCouldNotBeDeliveredIsShownWithTheReasonAndCanBeTriedAgain() throws IOException {
    try (Hook hook = new Hook()) {
      desk.go("#/alerts/new", "form.sheet");
      String form = "[data-testid=rule-form] ";
      desk.word(form + "[aria-label='symbols or lists']", "MSFT");
      desk.word(form + "[aria-label=patterns]", "Hammer");
      desk.click(form + "button:text-is('+ webhook')");
      desk.fill(form + "[aria-label=address]", hook.url());
      desk.click(form + "button[type=submit]");
      desk.click(".rule button:text-is('Test')");
      Awaitility.await("it is given up")
          .atMost(LONG_PATIENCE)
          .until(() -> browser.<Integer>evaluate(UNDELIVERED) == 1);
      desk.go("#/alerts/undelivered", ".letter");
      assertThat(desk.text(".letter"))
          .contains("webhook", "MSFT", "127.0.0.1", "2 attempts", "500");
      desk.shoot("undelivered.png");

      hook.works();
      desk.click(".letter button:text-is('Try again')");
      desk.reads(".letter", "It is being tried again.");
      Awaitility.await("it is delivered")
          .atMost(LONG_PATIENCE)
          .until(() -> !hook.taken().isEmpty());
      assertThat(hook.taken().get(0).getString("symbol")).isEqualTo("MSFT");
      desk.go("#/alerts/history", "[data-testid=history]");
      desk.go("#/alerts/undelivered", ".hint");
      desk.reads(".content", "Nothing: all webhooks and mails have reached their destination");
      desk.noComplaints();
    }
  }

  private static final String UNDELIVERED =
      "fetch('/api/alerts/deadletters').then((answer) => answer.json())"
          + ".then(({ dead_letters }) => dead_letters.length)";

  @Test
  void anotherBrowserGoesOnWhereThisOneStopped() {
    desk.click("#timeframes [data-name='5min']");
    desk.click("#theme");
    String theme = browser.evaluate("document.documentElement.dataset.theme");
    desk.go("#/backtests/new", "form.sheet");
    desk.word("[data-testid=backtest-form] [aria-label='symbols or lists']", "AAPL");
    desk.word("[data-testid=backtest-form] [aria-label=patterns]", "Hammer");
    Awaitility.await("kept").atMost(PATIENCE).until(() -> browser.<Boolean>evaluate(KEPT));

    desk.signIn(token);
    assertThat(browser.<String>evaluate("document.documentElement.dataset.theme")).isEqualTo(theme);
    browser.until("document.querySelector('#chart').dataset.timeframe === '5min'");
    desk.go("#/backtests/new", "form.sheet");
    browser.until("document.querySelectorAll('[data-testid=backtest-form] .token').length === 2");
    desk.noComplaints();
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
}
