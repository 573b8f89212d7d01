package ai.tickstock.app.bridge;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.Eventually.until;
import static ai.tickstock.app.delivery.AlertsForTests.alert;
import static ai.tickstock.app.delivery.AlertsForTests.pattern;
import static ai.tickstock.app.delivery.AlertsForTests.rule;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.Addresses;
import ai.tickstock.app.alerts.AlertChannel.Browser;
import ai.tickstock.app.alerts.FiredAlert;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.log.MemoryBroker;
import ai.tickstock.wire.users.Firing;
import ai.tickstock.wire.users.UserMessages;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What fired for a user, in his browsers. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OwnAlertsTest {
  private static final JsonObject ALL = new JsonObject();
  private static final JsonObject MINE = new JsonObject().put("mine", true);

  @TempDir Path data;
  private final Vertx vertx = Vertx.vertx();
  private Site site;
  private UserMessages messages;

  @BeforeEach
  void start() throws Exception {
    site = new Site(vertx, MemoryBroker.factory(), data, new JsonObject());
    messages = site.messages().create(vertx);
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
    await(vertx.close());
  }

  private ai.tickstock.app.bridge.Browser browser(String user) throws Exception {
    return ai.tickstock.app.bridge.Browser.open(vertx, site, user);
  }

  /** Fired on another node: nobody here is told. */
  private void fireElsewhere(FiredAlert alert) throws Exception {
    await(
        messages.fire(
            alert.rule().userId(),
            new Firing(alert.alertId(), alert.rule().id(), List.of(), 1, alert.json().encode())));
  }

  private void fire(String user, String... ids) throws Exception {
    for (String id : ids) {
      fireElsewhere(pattern(id, user));
      vertx.eventBus().publish(Addresses.FIRED, user, LocalCodec.options());
    }
  }

  private static List<String> ids(ai.tickstock.app.bridge.Browser browser, Feed feed) {
    return browser.events(feed).stream().map(event -> event.getString("alert_id")).toList();
  }

  private void awaitIds(ai.tickstock.app.bridge.Browser browser, String... ids) throws Exception {
    until(vertx, () -> ids(browser, Feed.PATTERN_ALERT).size() >= ids.length);
    assertThat(ids(browser, Feed.PATTERN_ALERT)).containsExactly(ids);
  }

  @Test
  void whatWaitedComesFirstThenWhatFiresInOrderAndOnce() throws Exception {
    fire("ann", "a", "b", "c");
    var browser = browser("ann").register(Feed.PATTERN_ALERT, MINE);
    awaitIds(browser, "a", "b", "c");
    fire("ann", "d", "e");
    awaitIds(browser, "a", "b", "c", "d", "e");
    JsonObject first = browser.events(Feed.PATTERN_ALERT).get(0);
    assertThat(first.getString("event_type")).isEqualTo("alert_fired");
    assertThat(first.getString("user_id")).isEqualTo("ann");
  }

  @Test
  void manyThatFireWhileABrowserComesAreEachShownOnceInOrder() throws Exception {
    String[] all = IntStream.range(0, 600).mapToObj(n -> "a" + n).toArray(String[]::new);
    for (int n = 0; n < 300; n++) {
      fireElsewhere(pattern(all[n], "ann"));
    }
    var browser = browser("ann");
    browser.say(
        new JsonObject()
            .put("type", "register")
            .put("address", "pattern_alert")
            .put("headers", MINE));
    for (int n = 300; n < 600; n++) {
      fire("ann", all[n]);
    }
    awaitIds(browser, all);
  }

  @Test
  void aUserSeesNobodyElses() throws Exception {
    var ann = browser("ann").register(Feed.PATTERN_ALERT, ALL);
    var bob = browser("bob").register(Feed.PATTERN_ALERT, ALL);
    fire("bob", "b");
    fire("ann", "a");
    awaitIds(ann, "a");
    awaitIds(bob, "b");
  }

  @Test
  void twoTabsShowEachOnceAndOneAcknowledgementIsForBoth() throws Exception {
    fire("ann", "a", "b");
    var one = browser("ann").register(Feed.PATTERN_ALERT, MINE);
    var two = browser("ann").register(Feed.PATTERN_ALERT, MINE);
    awaitIds(one, "a", "b");
    awaitIds(two, "a", "b");
    await(messages.acknowledge("ann", List.of("a")));
    awaitIds(browser("ann").register(Feed.PATTERN_ALERT, MINE), "b");
  }

  @Test
  void whoRegistersAgainOnTheSameSocketIsToldNothingTwice() throws Exception {
    fire("ann", "a");
    var browser = browser("ann").register(Feed.PATTERN_ALERT, MINE);
    awaitIds(browser, "a");
    browser.register(Feed.PATTERN_ALERT, ALL);
    browser.say(new JsonObject().put("type", "unregister").put("address", "pattern_alert"));
    browser.register(Feed.PATTERN_ALERT, MINE);
    fire("ann", "b");
    awaitIds(browser, "a", "b");
  }

  @Test
  void whatFiresOnAnotherNodeComesWithinAMoment() throws Exception {
    var browser = browser("ann").register(Feed.PATTERN_ALERT, MINE);
    fireElsewhere(pattern("a", "ann"));
    awaitIds(browser, "a");
  }

  @Test
  void conditionsComeWithIndicatorsAndPatternsWithPatterns() throws Exception {
    var browser =
        browser("ann").register(Feed.PATTERN_ALERT, MINE).register(Feed.INDICATOR_UPDATE, MINE);
    fireElsewhere(alert("c", rule("ann", new Browser()), null, List.of(), false));
    fire("ann", "p");
    until(vertx, () -> ids(browser, Feed.INDICATOR_UPDATE).size() == 1);
    awaitIds(browser, "p");
    assertThat(ids(browser, Feed.INDICATOR_UPDATE)).containsExactly("c");
  }

  @Test
  void whoWantsHisOwnAloneGetsNothingOfEverybodys() throws Exception {
    var mine = browser("ann").register(Feed.PATTERN_ALERT, MINE);
    var all = browser("ann").register(Feed.PATTERN_ALERT, ALL);
    site.pattern(0, "AAPL", 1);
    until(vertx, () -> all.events(Feed.PATTERN_ALERT).size() == 1);
    fire("ann", "a");
    awaitIds(mine, "a");
    until(vertx, () -> all.events(Feed.PATTERN_ALERT).size() == 2);
  }

  @Test
  void mineIsForAlertsOnlyAndTrueOrFalse() throws Exception {
    var browser = browser("ann");
    for (String address : List.of("bar_update", "pattern_alert")) {
      Object mine = address.equals("bar_update") ? true : "perhaps";
      browser.say(
          new JsonObject()
              .put("type", "register")
              .put("address", address)
              .put("headers", new JsonObject().put("mine", mine)));
    }
    until(vertx, () -> browser.refusals().size() == 2);
    assertThat(browser.refusals())
        .containsExactly(
            "rejected: mine: expected on pattern_alert and indicator_update only",
            "rejected: mine: expected true or false, was perhaps");
  }

  @Test
  void whatSomebodyElsePutIntoTheStreamHarmsNobody() throws Exception {
    await(messages.fire("ann", new Firing("x", "s", List.of(), 1, "no json}")));
    fire("ann", "a");
    awaitIds(browser("ann").register(Feed.PATTERN_ALERT, MINE), "a");
  }

  @Test
  void aRestartOfAppLosesNothingThatWasNotAcknowledged() throws Exception {
    fire("ann", "a");
    var browser = browser("ann").register(Feed.PATTERN_ALERT, MINE);
    awaitIds(browser, "a");
    site.stop();
    fireElsewhere(pattern("b", "ann"));
    site.start();
    awaitIds(browser("ann").register(Feed.PATTERN_ALERT, MINE), "a", "b");
  }
}
