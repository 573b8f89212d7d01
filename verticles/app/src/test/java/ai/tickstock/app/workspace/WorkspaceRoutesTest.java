package ai.tickstock.app.workspace;

import static ai.tickstock.app.api.Caller.json;
import static ai.tickstock.app.api.Caller.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.api.Caller;
import ai.tickstock.app.bridge.Site;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.users.UserStateTable;
import ai.tickstock.wire.fuzz.NastyJson;
import ai.tickstock.wire.fuzz.Reasons;
import ai.tickstock.wire.log.MemoryBroker;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user finds again in another browser, over HTTP and a real database. */
@Timeout(240)
class WorkspaceRoutesTest {
  private static final String FORM = "/api/work/backtest_form";

  @TempDir static Path data;
  private static StoreFixture store;
  private static Site site;
  private static int users;

  private final Caller ann = caller();
  private final Caller bob = caller();

  @BeforeAll
  static void start() throws Exception {
    store = new StoreFixture();
    site =
        new Site(
            store.vertx,
            MemoryBroker.factory(),
            data,
            new JsonObject(),
            new WorkspaceRoutes(new UserStateTable(store.database)));
  }

  @AfterAll
  static void stop() throws Exception {
    site.stop();
    store.close();
  }

  /** A user nobody has been before. */
  private static Caller caller() {
    return new Caller(store.vertx, site, "user-" + ++users);
  }

  private static JsonObject of(String name, Object value) {
    return new JsonObject().put(name, value);
  }

  private HttpResponse<Buffer> replace(String version, String path, JsonObject by)
      throws Exception {
    return ann.ask(
        "PUT",
        path,
        Map.of("Content-Type", "application/json", "If-Match", version),
        by.toBuffer());
  }

  @Test
  void whateverIsPutIsKeptOrRefusedWithTheReason() throws Exception {
    JsonObject form = of("symbols", "AAPL, MSFT").put("rules", of("exit_when", of("x", 1)));
    for (int seed = 0; seed < 200; seed++) {
      String body = new NastyJson(seed).spoiled(form);
      HttpResponse<Buffer> answer =
          ann.ask("PUT", FORM, Map.of("Content-Type", "application/json"), Buffer.buffer(body));
      if (answer.statusCode() != 200) {
        assertThat(answer.statusCode()).as(body).isIn(400, 413);
        Reasons.assertUnderstandable(answer.bodyAsJsonObject().getString("detail"), body);
      }
    }
    for (String body : List.of("{\"x\":\"\\u0000\"}", "{\"\\ud800\":1}")) {
      HttpResponse<Buffer> answer =
          ann.ask("PUT", FORM, Map.of("Content-Type", "application/json"), Buffer.buffer(body));
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.bodyAsJsonObject().getString("detail"))
          .contains("expected text without NUL characters");
    }
  }

  @Test
  void preferencesAreEmptyUntilTheyArePut() throws Exception {
    HttpResponse<Buffer> fresh = ann.get("/api/preferences");
    assertThat(json(fresh, 200)).isEmpty();
    assertThat(fresh.getHeader("ETag")).isEqualTo("\"0\"");
    JsonObject dark = of("theme", "dark").put("charts", of("timeframe", "5min"));
    HttpResponse<Buffer> put = ann.put("/api/preferences", dark);
    assertThat(json(put, 200)).isEqualTo(of("version", 1));
    HttpResponse<Buffer> again = ann.get("/api/preferences");
    assertThat(json(again, 200)).isEqualTo(dark);
    assertThat(again.getHeader("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void workIsFoundAgainInAnotherBrowserAndDeletedWhenDone() throws Exception {
    refused(ann.get(FORM), 404, "kind: no work \"backtest_form\" under way");
    json(ann.put(FORM, of("symbols", "AAPL")), 200);
    assertThat(json(ann.get(FORM), 200)).isEqualTo(of("symbols", "AAPL"));
    assertThat(ann.delete(FORM).statusCode()).isEqualTo(204);
    refused(ann.get(FORM), 404, "kind: no work \"backtest_form\" under way");
    refused(ann.delete(FORM), 404, "kind: no work \"backtest_form\" under way");
  }

  @Test
  void nobodySeesOrChangesWhatIsAnothers() throws Exception {
    json(ann.put("/api/preferences", of("theme", "dark")), 200);
    json(ann.put(FORM, of("step", 2)), 200);
    assertThat(json(bob.get("/api/preferences"), 200)).isEmpty();
    refused(bob.get(FORM), 404, "kind: no work \"backtest_form\" under way");
    refused(bob.delete(FORM), 404, "kind: no work \"backtest_form\" under way");
    json(bob.put(FORM, of("step", 9)), 200);
    assertThat(json(ann.get(FORM), 200)).isEqualTo(of("step", 2));
  }

  @Test
  void ofTwoBrowsersThatChangeTheSameVersionTheSecondIsTold() throws Exception {
    json(replace("\"0\"", FORM, of("by", "first")), 200);
    HttpResponse<Buffer> won = replace("\"1\"", FORM, of("by", "second"));
    assertThat(won.getHeader("ETag")).isEqualTo("\"2\"");
    refused(
        replace("\"1\"", FORM, of("by", "third")),
        412,
        "If-Match: expected \"2\", the version there is, was \"1\"; read it again first");
    refused(
        replace("\"0\"", FORM, of("by", "third")),
        412,
        "If-Match: expected \"2\", the version there is, was \"0\"; read it again first");
    assertThat(json(ann.get(FORM), 200)).isEqualTo(of("by", "second"));
    refused(
        ann.ask("DELETE", FORM, Map.of("If-Match", "\"1\""), null),
        412,
        "If-Match: expected \"2\", the version there is, was \"1\"; read it again first");
    assertThat(ann.ask("DELETE", FORM, Map.of("If-Match", "\"2\""), null).statusCode())
        .isEqualTo(204);
    refused(
        replace("\"2\"", FORM, of("by", "third")),
        412,
        "If-Match: expected \"0\", the version there is, was \"2\"; read it again first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "W/\"2\"", "*", "\"two\""})
  void aVersionThatIsNoneIsRefused(String version) throws Exception {
    refused(
        replace(version, FORM, of("a", 1)),
        400,
        "If-Match: expected a version as ETag gave it, such as \"3\"");
  }

  @ParameterizedTest
  @CsvSource({"[1],application/json", "nonsense,application/json", "'',application/json"})
  void whatIsNoObjectIsRefused(String body, String type) throws Exception {
    HttpResponse<Buffer> answer =
        ann.ask("PUT", FORM, Map.of("Content-Type", type), Buffer.buffer(body));
    refused(answer, 400, "the body: expected a JSON object");
  }

  @Test
  void aBodyOfAnotherTypeOrTooLongIsRefused() throws Exception {
    HttpResponse<Buffer> text =
        ann.ask("PUT", FORM, Map.of("Content-Type", "text/plain"), Buffer.buffer("{}"));
    refused(text, 415, "Content-Type: expected application/json, was \"text/plain\"");
    refused(
        ann.put(FORM, of("much", "x".repeat(65_536))),
        413,
        "the body: expected at most 65536 bytes");
    json(ann.put(FORM, of("much", "x".repeat(65_000))), 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"preferences", "Form", "a.b", "9", "a%2Fb"})
  void aKindIsAShortName(String kind) throws Exception {
    refused(
        ann.get("/api/work/" + kind),
        400,
        "kind: expected 1 to 40 of a-z 0-9 _ -, a letter first, such as backtest_form");
  }

  @Test
  void aUserHasSoManyKindsAtMost() throws Exception {
    for (int i = 0; i < UserStateTable.MOST_OF_A_USER; i++) {
      json(ann.put("/api/work/kind" + i, of("i", i)), 200);
    }
    refused(
        ann.put("/api/work/more", of("i", 0)),
        409,
        "kind: expected at most 50 kinds of work; delete one first");
    json(ann.put("/api/work/kind7", of("i", 8)), 200);
    json(bob.put("/api/work/more", of("i", 0)), 200);
  }

  @ParameterizedTest
  @CsvSource({"POST,/api/preferences,'GET, PUT'", "POST,/api/work/x,'GET, PUT, DELETE'"})
  void otherMethodsAreRefused(String method, String path, String allowed) throws Exception {
    HttpResponse<Buffer> answer = ann.post(path, new JsonObject());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.getHeader("Allow")).isEqualTo(allowed);
  }
}
