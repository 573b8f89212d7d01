package ai.tickstock.app.bridge;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Symbols;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.MemoryBroker;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser may ask of the bridge, and what it gets. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class BridgeTest {
  private static final JsonObject ALL = new JsonObject();

  @TempDir Path data;
  private final Vertx vertx = Vertx.vertx();
  private final BusFactory buses = MemoryBroker.factory();
  private Site site;

  @BeforeEach
  void start() throws Exception {
    site =
        new Site(
            vertx,
            buses,
            data,
            new JsonObject().put("bridge", new JsonObject().put("maxSocketsPerUser", 3)));
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
    await(vertx.close());
  }

  private Browser browser() throws Exception {
    return Browser.open(vertx, site, "ann");
  }

  private static JsonObject bar(String kind, String symbol, long start, double close) {
    return new JsonObject()
        .put("event_type", kind)
        .put("symbol", symbol)
        .put("timeframe", "1min")
        .put("bar_time", start)
        .put("close", close)
        .put("timestamp", 1.5);
  }

  @Test
  void aPatternReachesTheBrowserAsItWasPublishedWithItsPlaceInTheLog() throws Exception {
    Browser browser = browser().register(Feed.PATTERN_ALERT, ALL);
    site.pattern(7, "AAPL", 0.8);
    browser.awaitNumbers(1);
    JsonObject event = browser.events(Feed.PATTERN_ALERT).get(0);
    assertThat(event.getString("symbol")).isEqualTo("AAPL");
    assertThat(event.getDouble("confidence")).isEqualTo(0.8);
    assertThat(event.getString("event_id")).isEqualTo("AAPL|Doji|1min|7");
    assertThat(browser.position()).matches("\\d+-1");
  }

  /** The frames that the stock client of the event-bus bridge exchanges. */
  @Test
  void sockJsCarriesTheSame() throws Exception {
    List<String> frames = new CopyOnWriteArrayList<>();
    WebSocketClient client = vertx.createWebSocketClient(); // As garbage it closes its sockets.
    WebSocket socket =
        await(
            client
                .connect(
                    new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(site.port())
                        .setURI("/eventbus/123/abcdefgh/websocket")
                        .addHeader("Authorization", "Bearer " + site.token("ann")))
                .onSuccess(open -> open.textMessageHandler(frames::add)));
    until(vertx, () -> frames.contains("o"));
    JsonObject register = new JsonObject().put("type", "register").put("address", "pattern_alert");
    socket.writeTextMessage(new JsonArray().add(register.encode()).encode());
    until(vertx, () -> frames.size() >= 2);
    site.pattern(7, "AAPL", 0.8);
    until(vertx, () -> frames.size() >= 3);
    JsonObject alert = new JsonObject(new JsonArray(frames.get(2).substring(1)).getString(0));
    assertThat(frames.get(2)).startsWith("a[");
    assertThat(alert.getString("address")).isEqualTo("pattern_alert");
    assertThat(alert.getJsonObject("body").getInteger("n")).isEqualTo(7);
    await(socket.close());
    await(client.close());
  }

  @Test
  void onlyWhatTheFilterNamesIsSent() throws Exception {
    Browser browser =
        browser()
            .register(
                Feed.PATTERN_ALERT,
                new JsonObject()
                    .put("symbols", new JsonArray(List.of("aapl", "MSFT")))
                    .put("patterns", "Doji, Star")
                    .put("min_confidence", 0.5));
    site.pattern(0, "AAPL", 0.9);
    site.pattern(1, "AAPL", 0.9); // a Hammer
    site.pattern(2, "TSLA", 0.9);
    site.pattern(4, "MSFT", 0.4);
    site.pattern(6, "MSFT", 0.5);
    browser.awaitNumbers(2);
    assertThat(browser.numbers()).containsExactly(0, 6);
  }

  @Test
  void aProbeOfTheDoctorsIsForWhoNamesIt() throws Exception {
    String probe = Symbols.probe(7);
    Browser all = browser().register(Feed.PATTERN_ALERT, ALL);
    Browser doctor = browser().register(Feed.PATTERN_ALERT, new JsonObject().put("symbols", probe));
    site.pattern(0, probe, 1);
    site.pattern(2, "AAPL", 1);
    assertThat(doctor.awaitNumbers(1).numbers()).containsExactly(0);
    assertThat(all.awaitNumbers(1).numbers()).containsExactly(2);
  }

  @Test
  void manyAlertsCloseTogetherComeInOrderAndThoseNobodyWantsHoldNothingUp() throws Exception {
    Browser browser =
        browser().register(Feed.PATTERN_ALERT, new JsonObject().put("symbols", "MSFT"));
    for (int n = 0; n < 2_000; n++) {
      site.pattern(n, "AAPL", 1);
    }
    for (int n = 2_000; n < 4_000; n++) {
      site.pattern(n, "MSFT", 1);
    }
    assertThat(browser.awaitNumbers(2_000).numbers())
        .isEqualTo(IntStream.range(2_000, 4_000).boxed().toList());
  }

  @Test
  void aNewRegistrationReplacesTheOldOne() throws Exception {
    Browser browser =
        browser()
            .register(Feed.PATTERN_ALERT, new JsonObject().put("symbols", "AAPL"))
            .register(Feed.PATTERN_ALERT, new JsonObject().put("symbols", "MSFT"));
    site.pattern(0, "AAPL", 1);
    site.pattern(1, "MSFT", 1);
    assertThat(browser.awaitNumbers(1).numbers()).containsExactly(1);
  }

  @Test
  void afterUnregisteringNothingComes() throws Exception {
    Browser browser = browser().register(Feed.PATTERN_ALERT, ALL);
    Browser other = browser().register(Feed.PATTERN_ALERT, ALL);
    browser.say(new JsonObject().put("type", "unregister").put("address", "pattern_alert"));
    browser.register(Feed.BAR_UPDATE, ALL); // answered in order
    site.pattern(0, "AAPL", 1);
    other.awaitNumbers(1);
    assertThat(browser.numbers()).isEmpty();
  }

  @Test
  void barsIndicatorsTicksAndHealthComeToWhoWantsThem() throws Exception {
    Browser browser =
        browser()
            .register(Feed.BAR_UPDATE, new JsonObject().put("symbols", "AAPL"))
            .register(Feed.INDICATOR_UPDATE, new JsonObject().put("indicators", "RSI_14"))
            .register(Feed.MARKET_TICK, ALL)
            .register(Feed.SYSTEM_HEALTH, ALL);
    site.publish(Channels.BARS, bar("bar_closed", "AAPL", 60, 1));
    site.publish(Channels.BARS, bar("bar_closed", "MSFT", 60, 2));
    for (String label : List.of("RSI_14", "SMA_20")) {
      site.publish(
          Channels.INDICATORS,
          new JsonObject()
              .put("event_type", "indicator_calculated")
              .put("indicator", label.substring(0, 3))
              .put("symbol", "AAPL")
              .put("timeframe", "1min")
              .put("event_id", "AAPL|" + label + "|1min|60")
              .put("value", 65.5));
    }
    JsonArray forming =
        new JsonArray(
            List.of(bar("bar_forming", "MSFT", 120, 3), bar("bar_forming", "AAPL", 120, 4)));
    site.tell(Channels.BARS_FORMING, forming.toBuffer());
    for (String half : List.of("app", "pl")) { // at once, as one process tells them
      site.tell(Channels.HEALTH, new JsonObject().put("source", half).put("node", "n").toBuffer());
    }
    until(vertx, () -> browser.events(Feed.BAR_UPDATE).size() == 2);
    until(vertx, () -> browser.events(Feed.INDICATOR_UPDATE).size() == 1);
    until(vertx, () -> browser.events(Feed.SYSTEM_HEALTH).size() == 2);
    assertThat(browser.events(Feed.BAR_UPDATE))
        .extracting(event -> event.getDouble("close"))
        .containsExactlyInAnyOrder(1.0, 4.0);
    assertThat(browser.events(Feed.INDICATOR_UPDATE).get(0).getString("indicator"))
        .isEqualTo("RSI");
    tick("AAPL", 10);
    until(vertx, () -> prices(browser).equals(List.of(10.0)));
  }

  @Test
  void theLastTradesShowAtOnceAlsoThoseOfJustBefore() throws Exception {
    tick("AAPL", 10);
    tick("MSFT", 20);
    Browser browser = browser().register(Feed.MARKET_TICK, ALL);
    tick("AAPL", 11);
    until(vertx, () -> prices(browser).containsAll(List.of(11.0, 20.0)));
  }

  private static List<Double> prices(Browser browser) {
    return browser.events(Feed.MARKET_TICK).stream().map(tick -> tick.getDouble("price")).toList();
  }

  private void tick(String symbol, double price) throws Exception {
    site.publish(
        Channels.TICKS,
        new JsonObject()
            .put("type", "market_tick")
            .put("symbol", symbol)
            .put("price", price)
            .put("volume", 5)
            .put("timestamp", System.currentTimeMillis() / 1000.0));
  }

  @Test
  void aBrowserThatWasAwayMissesNothingAndSeesNothingTwice() throws Exception {
    Browser browser = browser().register(Feed.PATTERN_ALERT, ALL);
    for (int n = 0; n < 5; n++) {
      site.pattern(n, "AAPL", 1);
    }
    String position = browser.awaitNumbers(5).position();
    browser.close();
    for (int n = 5; n < 305; n++) {
      site.pattern(n, n % 3 == 0 ? "MSFT" : "AAPL", 1);
    }
    Browser again =
        browser()
            .register(
                Feed.PATTERN_ALERT,
                new JsonObject().put("symbols", "AAPL").put("position", position));
    site.pattern(305, "AAPL", 1);
    List<Integer> missed =
        IntStream.rangeClosed(5, 305).filter(n -> n % 3 != 0 || n == 305).boxed().toList();
    assertThat(again.awaitNumbers(missed.size()).numbers()).isEqualTo(missed);
    assertThat(again.news(Feed.PATTERN_ALERT))
        .extracting(news -> news.getString("event_type") + " " + news.getInteger("replayed"))
        .containsExactly("registered " + (missed.size() - 1));
  }

  @Test
  void whatIsPublishedWhileABrowserCatchesUpComesOnceToo() throws Exception {
    Browser first = browser().register(Feed.PATTERN_ALERT, ALL);
    site.pattern(0, "AAPL", 1);
    String position = first.awaitNumbers(1).position();
    for (int n = 1; n < 400; n++) {
      site.pattern(n, "AAPL", 1);
    }
    Browser second = browser();
    second.say(
        new JsonObject()
            .put("type", "register")
            .put("address", "pattern_alert")
            .put("headers", new JsonObject().put("position", position)));
    for (int n = 400; n < 800; n++) {
      site.pattern(n, "AAPL", 1);
    }
    assertThat(second.awaitNumbers(799).numbers())
        .isEqualTo(IntStream.range(1, 800).boxed().toList());
  }

  @Test
  void aRestartOfAppIsNoGapForABrowser() throws Exception {
    Browser browser = browser().register(Feed.PATTERN_ALERT, ALL);
    site.pattern(0, "AAPL", 1);
    String position = browser.awaitNumbers(1).position();
    site.stop();
    assertThat(browser.awaitClose()).isEqualTo(BrowserSocket.STOPPING);
    site.start();
    for (int n = 1; n < 50; n++) {
      site.pattern(n, "AAPL", 1);
    }
    Browser again =
        browser().register(Feed.PATTERN_ALERT, new JsonObject().put("position", position));
    assertThat(again.awaitNumbers(49).numbers()).isEqualTo(IntStream.range(1, 50).boxed().toList());
  }

  @Test
  void aPositionOfAnotherLogIsToldAsAGap() throws Exception {
    site.pattern(0, "AAPL", 1);
    Browser browser =
        browser()
            .register(Feed.PATTERN_ALERT, new JsonObject().put("position", "9999999999999-12"));
    site.pattern(1, "AAPL", 1);
    assertThat(browser.awaitNumbers(1).numbers()).containsExactly(1);
    assertThat(browser.news(Feed.PATTERN_ALERT))
        .extracting(news -> news.getString("event_type"))
        .containsExactly("gap", "registered");
  }

  @Test
  void aPongTellsTheTimeAndThePositions() throws Exception {
    Browser browser =
        browser().register(Feed.PATTERN_ALERT, new JsonObject().put("symbols", "NONE"));
    Browser other = browser().register(Feed.PATTERN_ALERT, ALL);
    site.pattern(0, "AAPL", 1);
    other.awaitNumbers(1);
    browser.say(new JsonObject().put("type", "ping"));
    until(vertx, () -> browser.heard().stream().anyMatch(this::isPong));
    JsonObject pong = browser.heard().stream().filter(this::isPong).findFirst().orElseThrow();
    assertThat(pong.getJsonObject("positions").getString("pattern_alert"))
        .as("also past what its filter leaves out")
        .isEqualTo(other.position());
    assertThat(pong.getDouble("time")).isPositive();
  }

  private boolean isPong(JsonObject message) {
    return "pong".equals(message.getString("type"));
  }

  @Test
  void aUserSeesOnlyHisOwnBacktests() throws Exception {
    Browser ann = browser().register(Feed.BACKTEST_UPDATE, ALL);
    Browser bob = Browser.open(vertx, site, "bob").register(Feed.BACKTEST_UPDATE, ALL);
    for (String user : List.of("ann", "bob", "ann")) {
      site.publish(
          Channels.BACKTEST_RESULTS,
          new JsonObject()
              .put("event_type", "backtest_result")
              .put("job_id", "bt_" + user)
              .put("user_id", user)
              .put("status", "completed"));
    }
    until(vertx, () -> ann.events(Feed.BACKTEST_UPDATE).size() == 2);
    until(vertx, () -> bob.events(Feed.BACKTEST_UPDATE).size() == 1);
    assertThat(bob.events(Feed.BACKTEST_UPDATE).get(0).getString("user_id")).isEqualTo("bob");
    Browser eve =
        Browser.open(vertx, site, "eve")
            .register(Feed.BACKTEST_UPDATE, new JsonObject().put("position", "0-0"));
    assertThat(eve.events(Feed.BACKTEST_UPDATE)).as("also of what is past").isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json | invalid_json: message: expected a JSON object with a type",
        "[1] | invalid_json: message: expected a JSON object with a type",
        "{} | missing_type: type: expected ping, register or unregister",
        "{\"type\":\"shout\"} | invalid_type: type: expected ping, register or unregister, was shout",
        "{\"type\":\"register\"} | missing_address: address: expected one of pattern_alert,"
            + " indicator_update, bar_update, backtest_update, market_tick, system_health",
        "{\"type\":\"register\",\"address\":\"app.events:tickstock.events.bars\"} | access_denied:"
            + " address: expected one of pattern_alert, indicator_update, bar_update, backtest_update,"
            + " market_tick, system_health",
        "{\"type\":\"send\",\"address\":\"pattern_alert\",\"body\":{}} | access_denied: type:"
            + " expected ping, register or unregister, browsers send nothing here: requests go to /api",
        "{\"type\":\"publish\",\"address\":\"pattern_alert\",\"body\":{}} | access_denied: type:"
            + " expected ping, register or unregister, browsers send nothing here: requests go to /api",
        "{\"type\":\"register\",\"address\":\"pattern_alert\",\"headers\":{\"symbol\":\"A\"}} |"
            + " rejected: symbol: no such filter; there are indicators, kinds, min_confidence,"
            + " mine, patterns, position, symbols, timeframes",
        "{\"type\":\"register\",\"address\":\"pattern_alert\",\"headers\":{\"min_confidence\":2}} |"
            + " rejected: min_confidence: expected a number from 0 to 1, was 2",
        "{\"type\":\"register\",\"address\":\"pattern_alert\",\"headers\":{\"symbols\":[1]}} |"
            + " rejected: symbols: expected names of 1 to 64 characters, was 1",
        "{\"type\":\"register\",\"address\":\"pattern_alert\",\"headers\":{\"position\":\"x\"}} |"
            + " rejected: position: expected one that was given before, such as"
            + " 1764000000000-123, was x",
      })
  void whatIsNotAllowedIsRefusedWithTheReason(String said, String refusal) throws Exception {
    Browser browser = browser();
    browser.say(said);
    until(vertx, () -> !browser.refusals().isEmpty());
    assertThat(browser.refusals()).containsExactly(refusal);
    assertThat(site.bridge().audience().count(Feed.PATTERN_ALERT)).isZero();
  }

  @Test
  void noBrowserCanPublishToOthers() throws Exception {
    Browser victim = browser().register(Feed.PATTERN_ALERT, ALL);
    Browser attacker = browser();
    for (String type : List.of("send", "publish")) {
      attacker.say(
          new JsonObject()
              .put("type", type)
              .put("address", "pattern_alert")
              .put("body", new JsonObject().put("n", -1)));
    }
    until(vertx, () -> attacker.refusals().size() == 2);
    site.pattern(0, "AAPL", 1);
    assertThat(victim.awaitNumbers(1).numbers()).containsExactly(0);
  }

  @Test
  void aTokenThatExpiresEndsTheSocket() throws Exception {
    long now = Instant.now().getEpochSecond();
    String short2 = site.shortToken("ann", now, now + 2);
    Browser browser = await(Browser.connect(vertx, site.port(), short2, null));
    browser.register(Feed.PATTERN_ALERT, ALL);
    assertThat(browser.awaitClose()).isEqualTo(BrowserSocket.SIGN_IN);
  }

  @Test
  void aUserHasSoManySocketsAndNoMore() throws Exception {
    for (int i = 0; i < 3; i++) {
      browser().register(Feed.PATTERN_ALERT, ALL);
    }
    assertThat(browser().awaitClose()).isEqualTo(BrowserSocket.TOO_MUCH);
    assertThat(site.bridge().sockets()).isEqualTo(3);
    Browser.open(vertx, site, "bob").register(Feed.PATTERN_ALERT, ALL);
  }

  @Test
  void whoIsRefusedBecauseTheHouseIsFullKeepsHisOwnBound() throws Exception {
    site.bridge().reconfigure(new BridgeOptions(2, 3));
    browser().register(Feed.PATTERN_ALERT, ALL);
    browser().register(Feed.PATTERN_ALERT, ALL);
    for (int i = 0; i < 3; i++) {
      assertThat(browser().awaitClose()).isEqualTo(BrowserSocket.TOO_MUCH);
    }
    site.bridge().reconfigure(new BridgeOptions(100, 3));
    browser().register(Feed.PATTERN_ALERT, ALL);
    assertThat(browser().awaitClose()).isEqualTo(BrowserSocket.TOO_MUCH);
    assertThat(site.bridge().sockets()).isEqualTo(3);
  }

  @Test
  void aBrowserThatSaysTooMuchIsSentAway() throws Exception {
    Browser browser = browser();
    for (int i = 0; i < 300; i++) {
      browser.say("{\"type\":\"ping\"}");
    }
    assertThat(browser.awaitClose()).isEqualTo(BrowserSocket.TOO_MUCH);
  }

  @Test
  void oneThatStopsReadingCostsTheOthersNothingAndIsSentAway() throws Exception {
    Browser frozen = browser().register(Feed.PATTERN_ALERT, ALL);
    Browser healthy = browser().register(Feed.PATTERN_ALERT, ALL);
    frozen.freeze();
    JsonObject big = new JsonObject().put("blob", "x".repeat(60_000));
    int count = 300;
    for (int n = 0; n < count; n++) {
      site.publish(
          Channels.PATTERNS,
          big.copy()
              .put("event_type", "pattern_detected")
              .put("pattern", "Doji")
              .put("symbol", "AAPL")
              .put("event_id", "AAPL|Doji|1min|" + n)
              .put("n", n)
              .put("timestamp", 1.5));
    }
    assertThat(healthy.awaitNumbers(count).numbers())
        .isEqualTo(IntStream.range(0, count).boxed().toList());
    until(vertx, () -> site.bridge().sockets() == 1);
    assertThat(site.slow()).isEqualTo(1);
    frozen.thaw();
  }

  @Test
  void malformedEventsAreLeftOutAndTheFeedGoesOn() throws Exception {
    Browser browser = browser().register(Feed.PATTERN_ALERT, ALL);
    site.publish(Channels.PATTERNS, new JsonObject().put("event_type", "pattern_detected"));
    site.tell(Channels.BARS_FORMING, Buffer.buffer("[{\"event_type\":"));
    site.pattern(3, "AAPL", 1);
    assertThat(browser.awaitNumbers(1).numbers()).containsExactly(3);
  }
}
