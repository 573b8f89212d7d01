package ai.tickstock.app.delivery;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.api.Caller.json;
import static ai.tickstock.app.api.Caller.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.api.Caller;
import ai.tickstock.app.bridge.Site;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.users.AlertRecord;
import ai.tickstock.store.users.AlertRecord.Sending;
import ai.tickstock.store.users.DeliveryQueue.Delivery;
import ai.tickstock.store.users.PgAlertHistory;
import ai.tickstock.store.users.PgDeliveryQueue;
import ai.tickstock.wire.log.MemoryBroker;
import ai.tickstock.wire.users.Firing;
import ai.tickstock.wire.users.Kept;
import ai.tickstock.wire.users.MemoryUserMessages;
import ai.tickstock.wire.users.UserMessages;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fired, over HTTP and a real database; every answer is as {@code openapi.yaml} says. */
@Timeout(240)
class DeliveryApiTest {
  @TempDir static Path data;
  private static final MemoryUserMessages MESSAGES = new MemoryUserMessages(1_000);
  private static StoreFixture store;
  private static AlertBackends alerts;
  private static Site site;
  private static int users;

  private final String annName = "ann-" + ++users;
  private final Caller ann = new Caller(store.vertx, site, annName);
  private final Caller bob = new Caller(store.vertx, site, "bob-" + users);
  private final UserMessages messages = MESSAGES.create(store.vertx);

  @BeforeAll
  static void start() throws Exception {
    store = new StoreFixture();
    alerts =
        new AlertBackends(
            MESSAGES, new PgAlertHistory(store.database), new PgDeliveryQueue(store.database));
    site =
        new Site(
            store.vertx, MemoryBroker.factory(), data, new JsonObject(), new DeliveryApi(alerts));
  }

  @AfterAll
  static void stop() throws Exception {
    site.stop();
    store.close();
  }

  private String fire(String name, Sending... sendings) throws Exception {
    String id = annName + "|" + name;
    String message = AlertsForTests.pattern(id, annName).json().encode();
    await(messages.fire(annName, new Firing(id, "sub", List.of(), 1, message)));
    await(
        alerts
            .history()
            .record(
                List.of(
                    new AlertRecord(
                        id,
                        annName,
                        "sub",
                        AlertsForTests.BAR,
                        message,
                        sendings.length == 0,
                        false,
                        List.of(sendings)))));
    return id;
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("alerts").stream()
        .map(each -> ((JsonObject) each).getString("alert_id"))
        .toList();
  }

  private static JsonObject these(String... ids) {
    return new JsonObject().put("alert_ids", new JsonArray(List.of(ids)));
  }

  private List<String> waiting() throws Exception {
    return await(messages.pending(annName, "", 100)).stream().map(Kept::alertId).toList();
  }

  @Test
  void theHistoryIsOnesOwnPageByPage() throws Exception {
    List<String> all = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      all.add(0, fire("a" + n));
    }
    JsonObject first = json(ann.get("/api/alerts/history?limit=3"), 200);
    JsonObject second =
        json(ann.get("/api/alerts/history?limit=3&before=" + first.getString("next")), 200);
    List<String> seen = new ArrayList<>(ids(first));
    seen.addAll(ids(second));
    assertThat(seen).isEqualTo(all);
    assertThat(second.getString("next")).isNull();
    assertThat(ids(json(bob.get("/api/alerts/history"), 200))).isEmpty();
    assertThat(ids(json(ann.get("/api/alerts/history?state=failed,muted"), 200))).isEmpty();
    assertThat(ids(json(ann.get("/api/alerts/history?subscription_id=sub"), 200))).hasSize(5);
    assertThat(ids(json(ann.get("/api/alerts/history?before=1000000000"), 200))).isEmpty();
  }

  @Test
  void whatIsAcknowledgedWaitsNoMoreAndNobodyDoesItForAnother() throws Exception {
    String a = fire("a");
    String b = fire("b");
    assertThat(json(bob.post("/api/alerts/acknowledge", these(a)), 200))
        .isEqualTo(new JsonObject("{\"acknowledged\":[]}"));
    assertThat(waiting()).containsExactly(a, b);
    for (int again = 0; again < 2; again++) {
      assertThat(json(ann.post("/api/alerts/acknowledge", these(a, "never")), 200))
          .isEqualTo(new JsonObject().put("acknowledged", new JsonArray().add(a)));
    }
    assertThat(waiting()).containsExactly(b);
    assertThat(ids(json(ann.get("/api/alerts/history?state=acknowledged"), 200)))
        .containsExactly(a);
  }

  @Test
  void whatWasGivenUpIsListedWithoutItsAddressAndMayBeTriedAgain() throws Exception {
    String id = fire("a", new Sending(0, "webhook", "h" + users, "{\"url\":\"https://h/token\"}"));
    Delivery claimed =
        await(alerts.queue().claim("me", Duration.ofMinutes(1), 10, 10, List.of())).stream()
            .filter(each -> each.alertId().equals(id))
            .findFirst()
            .orElseThrow();
    await(alerts.queue().dead(claimed, "answered 404"));
    JsonObject letters = json(ann.get("/api/alerts/deadletters"), 200);
    assertThat(letters.encode()).doesNotContain("token").contains("answered 404");
    String retry = "/api/alerts/deadletters/" + claimed.id() + "/retry";
    refused(bob.post(retry, new JsonObject()), 404, "there is no dead letter " + claimed.id());
    assertThat(json(ann.post(retry, new JsonObject()), 202).getString("state"))
        .isEqualTo("waiting");
    assertThat(json(ann.get("/api/alerts/deadletters"), 200).getJsonArray("dead_letters"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/alerts/history?state=lost | state: expected acknowledged, delivered, failed, muted,"
            + " pending, was \"lost\"",
        "/api/alerts/history?limit=0 | limit: expected an integer from 1 to 500, was \"0\"",
        "/api/alerts/history?before=soon | before: expected Unix seconds, or next of the page"
            + " before, was \"soon\"",
        "/api/alerts/history?page=1 | page: no such parameter; there are before, limit, state,"
            + " subscription_id",
        "/api/alerts/deadletters?before=x | id: expected a number, was \"x\"",
      })
  void whatIsAskedWronglyIsRefusedByName(String path, String detail) throws Exception {
    refused(ann.get(path), 400, detail);
  }

  @Test
  void idsAreTextsOfSomeLength() throws Exception {
    String expected = "alert_ids: expected an array of 1 to 1000 Strings of 1 to 500 characters";
    for (String body : List.of("{}", "{\"alert_ids\":[]}", "{\"alert_ids\":[1]}")) {
      refused(ann.post("/api/alerts/acknowledge", new JsonObject(body)), 400, expected);
    }
    assertThat(ann.get("/api/alerts/acknowledge").statusCode()).isEqualTo(405);
  }
}
