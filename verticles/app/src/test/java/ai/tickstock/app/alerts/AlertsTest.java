package ai.tickstock.app.alerts;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules over the API, events out of a log, alerts into the sink: over real servers. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class AlertsTest {
  private static final String CROSSING =
      "{'conditions': [{'indicator': 'RSI(14)', 'op': 'crosses_below', 'level': 30}]}";

  private AlertMesh mesh;

  @BeforeEach
  void start() throws Exception {
    mesh = new AlertMesh();
  }

  @AfterEach
  void stop() throws Exception {
    mesh.stop();
  }

  @Test
  void aRuleFromTheApiTellsPlWhatItNeedsAndFiresOnceOnACrossing() throws Exception {
    AlertMesh.Node node = mesh.node();
    String id = node.post("ann", CROSSING);
    until(mesh.vertx, () -> mesh.needs().size() == 1);
    JsonObject need = mesh.needs().get(0);
    assertThat(need.getString("action")).isEqualTo("put");
    assertThat(need.getString("subscription_id")).isEqualTo(id);
    assertThat(need.getJsonObject("needs").encode())
        .isEqualTo(
            "{\"symbols\":[\"A\"],\"timeframes\":[\"1min\"],\"indicators\":[\"RSI(14)\"],\"patterns\":[]}");
    mesh.rsi("A", 0, 35);
    mesh.rsi("A", 1, 29);
    mesh.rsi("B", 1, 29);
    mesh.rsi("A", 2, 28);
    until(mesh.vertx, () -> mesh.decided().size() == 1);
    mesh.settle();
    assertThat(mesh.decided()).containsExactly(id + "|A|conditions|1min|60|0");
    FiredAlert alert = mesh.sunk().get(0);
    assertThat(alert.condition()).isEqualTo("RSI(14) crosses below 30.0");
    assertThat(alert.value()).isEqualTo(29);
    assertThat(alert.event().getString("event_id")).isEqualTo("A|RSI_14|1min|60");
  }

  @Test
  void aCrossingOverARestartIsSeenAndFiresOnce() throws Exception {
    AlertMesh.Node node = mesh.node();
    String id = node.post("ann", CROSSING);
    mesh.rsi("A", 0, 35);
    mesh.settle();
    node.stop();
    mesh.store("A", 0, 35);
    AlertMesh.Node again = mesh.node();
    mesh.rsi("A", 1, 29);
    until(mesh.vertx, () -> mesh.decided().size() == 1);
    mesh.settle();
    again.stop();
    mesh.store("A", 1, 29);
    mesh.node();
    mesh.rsi("A", 2, 28);
    mesh.settle();
    assertThat(mesh.decided()).containsExactly(id + "|A|conditions|1min|60|0");
  }

  @Test
  void whatWasNotTakenBeforeAStopIsFoundAgainByTheNextStart() throws Exception {
    AlertMesh.Node node = mesh.node();
    String id = node.post("ann", "{'patterns': ['Doji'], 'min_confidence': 0.5}");
    mesh.settle();
    mesh.refuse(true);
    mesh.doji("A", 0, 0.8);
    until(mesh.vertx, () -> mesh.refusals() > 0);
    node.stop();
    mesh.refuse(false);
    mesh.node();
    until(mesh.vertx, () -> mesh.decided().size() == 1);
    assertThat(mesh.decided()).containsExactly(id + "|A|Doji|1min|0|0");
  }

  @Test
  void twoNodesFindTheSameAndItIsDecidedOnce() throws Exception {
    AlertMesh.Node one = mesh.node();
    mesh.node();
    String id = one.post("ann", "{'patterns': ['Doji']}");
    mesh.settle();
    mesh.doji("A", 0, 0.8);
    until(mesh.vertx, () -> mesh.sunk().size() == 2);
    assertThat(mesh.decided()).containsExactly(id + "|A|Doji|1min|0|0");
  }

  @Test
  void aRetractedPatternFiresNothingAndARevisedOneOnceMore() throws Exception {
    AlertMesh.Node node = mesh.node();
    String id = node.post("ann", "{'patterns': ['Doji']}");
    mesh.settle();
    mesh.pattern("A", 0, 0.8, 0, false);
    mesh.pattern("A", 0, 0.9, 7, false);
    mesh.pattern("A", 0, 0.9, 8, true);
    mesh.pattern("A", 1, 0.9, 0, false);
    until(mesh.vertx, () -> mesh.decided().size() == 3);
    mesh.settle();
    assertThat(mesh.decided())
        .containsExactlyInAnyOrder(
            id + "|A|Doji|1min|0|0", id + "|A|Doji|1min|0|7", id + "|A|Doji|1min|60|0");
  }

  @Test
  void aPatternWaitsForTheIndicatorsOfItsBarAndIsDecidedByWhatIsStoredAtLast() throws Exception {
    AlertMesh.Node node = mesh.node();
    String id =
        node.post(
            "ann",
            "{'patterns': ['Doji'],"
                + " 'conditions': [{'indicator': 'RSI(14)', 'op': 'below', 'level': 30}]}");
    mesh.settle();
    mesh.doji("A", 0, 0.8);
    mesh.await(() -> node.waiting() == 1);
    assertThat(mesh.decided()).isEmpty();
    mesh.rsi("A", 0, 25);
    until(mesh.vertx, () -> mesh.decided().size() == 1);
    mesh.doji("A", 1, 0.8);
    mesh.store("A", 1, 20);
    until(mesh.vertx, () -> mesh.decided().size() == 2);
    assertThat(mesh.decided()).containsExactly(id + "|A|Doji|1min|0|0", id + "|A|Doji|1min|60|0");
  }

  @Test
  void aRuleThatFiresOnceIsSwitchedOffByItOnEveryNode() throws Exception {
    AlertMesh.Node node = mesh.node();
    mesh.node();
    String id = node.post("ann", "{'patterns': ['Doji'], 'frequency': 'once'}");
    mesh.settle();
    mesh.doji("A", 0, 0.8);
    mesh.await(() -> !node.get("ann", id).getBoolean("enabled"));
    until(
        mesh.vertx,
        () -> "delete".equals(mesh.needs().get(mesh.needs().size() - 1).getString("action")));
    mesh.settle();
    mesh.doji("A", 1, 0.8);
    mesh.settle();
    assertThat(mesh.decided()).containsExactly(id + "|A|Doji|1min|0|0");
  }

  @Test
  void aRuleEndsWithItsTimeAndPlIsTold() throws Exception {
    AlertMesh.Node node = mesh.node();
    long end = System.currentTimeMillis() / 1_000 + 2;
    node.post("ann", "{'patterns': ['Doji'], 'expires_at': " + end + "}");
    mesh.await(
        () ->
            !mesh.needs().isEmpty()
                && "delete".equals(mesh.needs().get(mesh.needs().size() - 1).getString("action")));
    mesh.doji("A", 0, 0.8);
    mesh.settle();
    assertThat(mesh.decided()).isEmpty();
  }

  /** Events tell the time: a bar that ends with the rule is too late, whatever clocks show. */
  @Test
  void whatComesAfterARulesTimeByItsEventsFiresNothing() throws Exception {
    AlertMesh.Node node = mesh.node();
    int minute = (int) (System.currentTimeMillis() / 60_000) + 60;
    String id =
        node.post("ann", "{'patterns': ['Doji'], 'expires_at': " + (minute + 1) * 60L + "}");
    mesh.settle();
    mesh.doji("A", minute, 0.8);
    mesh.doji("A", minute - 1, 0.8);
    until(mesh.vertx, () -> !mesh.decided().isEmpty());
    assertThat(mesh.decided()).containsExactly(id + "|A|Doji|1min|" + (minute - 1) * 60L + "|0");
  }

  @Test
  void aChangeMadeOnOneNodeIsKnownToTheOther() throws Exception {
    AlertMesh.Node one = mesh.node();
    String id = one.post("ann", "{'patterns': ['Doji'], 'min_confidence': 0.9}");
    AlertMesh.Node two = mesh.node();
    one.put("ann", id, "{'patterns': ['Doji'], 'min_confidence': 0.1}");
    mesh.settle();
    one.stop();
    mesh.doji("A", 0, 0.2);
    until(mesh.vertx, () -> mesh.decided().size() == 1);
    assertThat(two.delete("ann", id)).isEqualTo(204);
    mesh.settle();
    mesh.doji("A", 1, 0.2);
    mesh.settle();
    assertThat(mesh.decided()).hasSize(1);
  }

  @Test
  void allNeedsAreToldAgainWhenANodeStarts() throws Exception {
    AlertMesh.Node node = mesh.node();
    String kept = node.post("ann", CROSSING);
    String gone = node.post("ann", CROSSING);
    assertThat(node.delete("ann", gone)).isEqualTo(204);
    List<String> all = List.of("put " + kept, "delete " + gone);
    until(mesh.vertx, () -> told(0).containsAll(all)); // That it was put may go unsaid.
    node.stop();
    int before = mesh.needs().size();
    mesh.node();
    until(mesh.vertx, () -> told(before).size() == 2);
    assertThat(told(before)).isEqualTo(all);
  }

  private List<String> told(int from) {
    return mesh.needs().stream()
        .skip(from)
        .map(need -> need.getString("action") + " " + need.getString("subscription_id"))
        .toList();
  }

  @Test
  void twoUsersNeverSeeEachOthersRules() throws Exception {
    AlertMesh.Node node = mesh.node();
    String id = node.post("ann", CROSSING);
    assertThat(node.status("GET", "bob", "/" + id, null)).isEqualTo(404);
    assertThat(node.status("PUT", "bob", "/" + id, Rules.json(CROSSING))).isEqualTo(404);
    assertThat(node.status("DELETE", "bob", "/" + id, null)).isEqualTo(404);
    assertThat(node.status("POST", "bob", "/" + id + "/test", null)).isEqualTo(404);
    assertThat(node.status("POST", "bob", "/" + id + "/mute", new JsonObject().put("until", null)))
        .isEqualTo(404);
    assertThat(await(node.list("bob"))).isEmpty();
    assertThat(await(node.list("ann"))).hasSize(1);
  }

  @Test
  void aTestGoesToTheSinkMarkedAndAMutedRuleFiresMuted() throws Exception {
    AlertMesh.Node node = mesh.node();
    String id = node.post("ann", "{'patterns': ['Doji']}");
    assertThat(node.status("POST", "ann", "/" + id + "/test", null)).isEqualTo(202);
    assertThat(mesh.sunk().get(0).test()).isTrue();
    long later = System.currentTimeMillis() / 1_000 + 3_600;
    JsonObject until = new JsonObject().put("until", later);
    assertThat(node.status("POST", "ann", "/" + id + "/mute", until)).isEqualTo(200);
    assertThat(node.get("ann", id).getDouble("muted_until")).isEqualTo(later);
    mesh.settle();
    mesh.doji("A", 0, 0.8);
    until(mesh.vertx, () -> mesh.sunk().size() == 2);
    assertThat(mesh.sunk().get(1).muted()).isTrue();
  }

  @Test
  void aUserHasAsManyRulesAsMayBe() throws Exception {
    AlertMesh.Node node = mesh.node();
    for (int i = 0; i < AlertMesh.MOST_RULES; i++) {
      node.post("ann", CROSSING);
    }
    assertThat(node.status("POST", "ann", "", Rules.json(CROSSING))).isEqualTo(409);
    assertThat(node.status("POST", "bob", "", Rules.json(CROSSING))).isEqualTo(201);
  }

  @Test
  void answersAreAsTheDocumentationSays() throws Exception {
    AlertMesh.Node node = mesh.node();
    JsonObject rule = Rules.json(CROSSING);
    String id = node.post("ann", CROSSING);
    assertThat(node.checked("POST", "ann", "", rule)).isEqualTo("201 []");
    assertThat(node.checked("POST", "ann", "", new JsonObject())).isEqualTo("400 []");
    assertThat(node.checked("GET", "ann", "", null)).isEqualTo("200 []");
    assertThat(node.checked("GET", "ann", "/" + id, null)).isEqualTo("200 []");
    assertThat(node.checked("GET", "bob", "/" + id, null)).isEqualTo("404 []");
    assertThat(node.checked("PUT", "ann", "/" + id, rule)).isEqualTo("200 []");
    assertThat(node.checked("PUT", "ann", "/" + id, node.get("ann", id))).isEqualTo("200 []");
    assertThat(node.checked("POST", "ann", "/" + id + "/test", null)).isEqualTo("202 []");
    JsonObject until = new JsonObject().putNull("until");
    assertThat(node.checked("POST", "ann", "/" + id + "/mute", until)).isEqualTo("200 []");
    assertThat(node.checked("DELETE", "ann", "/" + id, null)).isEqualTo("204");
  }
}
