package ai.tickstock.app.api;

import static ai.tickstock.app.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.bridge.Site;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.store.PgBarReader;
import ai.tickstock.store.PgMarketReader;
import ai.tickstock.store.PgSplitReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.wire.log.MemoryBroker;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code openapi.yaml} is whole, and the real answers are as it says. */
@Timeout(240)
class OpenApiTest {
  @TempDir static Path data;
  private static StoreFixture store;
  private static Site site;
  private static WebClient client;

  @BeforeAll
  static void start() throws Exception {
    store = new StoreFixture();
    Shelf.fill(store);
    Api api =
        new Api(
            new PgBarReader(store.database),
            new PgMarketReader(store.database),
            new PgSplitReader(store.database),
            MarketCalendar.newYork(),
            ApiServer.FUNCTIONS,
            Clock.systemUTC());
    site = new Site(store.vertx, MemoryBroker.factory(), data, new JsonObject(), api);
    client = WebClient.create(store.vertx, new WebClientOptions().setFollowRedirects(false));
  }

  @AfterAll
  static void stop() throws Exception {
    site.stop();
    store.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "GET, /api/symbols, 200",
        "GET, /api/symbols?prefix=ZZ, 200",
        "GET, /api/symbols?limit=x, 400",
        "POST, /api/symbols, 405",
        "GET, /api/bars/AAPL, 200",
        "GET, /api/bars/AAPL?timeframe=1day&from=2025-10-01T00:00:00Z, 200",
        "GET, /api/bars/BTC%2FUSD, 200",
        "GET, /api/bars/AAPL?adjusted=false, 200",
        "GET, /api/bars/AAPL?adjusted=no, 400",
        "GET, /api/bars/NONE, 404",
        "GET, /api/bars/A*, 400",
        "GET, /api/patterns, 200",
        "GET, /api/patterns?retracted=true&min_confidence=0.5, 200",
        "GET, /api/patterns?limit=0, 400",
        "GET, /api/indicators?symbol=AAPL, 200",
        "GET, /api/indicators?symbol=AAPL&labels=MACD_12_26_9, 200",
        "GET, /api/indicators?symbol=NONE, 404",
        "GET, /api/indicators, 400",
        "GET, /api/functions, 200",
        "GET, /api/functions?name=RSI, 400",
        "POST, /api/functions, 405",
        "GET, /api/session, 200",
        "GET, /login?code=wrong, 401",
        "POST, /login, 400",
        "POST, /logout, 204",
      })
  void aSignedInClientIsAnsweredAsItSays(String method, String path, int status) throws Exception {
    check(method, path, status, answer(method, path, site.token("ann"), ""));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/symbols",
    "/api/bars/AAPL",
    "/api/patterns",
    "/api/indicators",
    "/api/functions",
    "/api/session"
  })
  void aClientThatIsNotSignedInIsRefusedAsItSays(String path) throws Exception {
    check("GET", path, 401, answer("GET", path, "nonsense", ""));
  }

  @Test
  void signingInIsAsItSays() throws Exception {
    String link = "/login?code=" + site.site().newCode("ann");
    check("GET", link, 303, answer("GET", link, "", ""));
    String token = new JsonObject().put("token", site.token("ann")).encode();
    check("POST", "/login", 204, answer("POST", "/login", "", token));
    check("POST", "/login", 401, answer("POST", "/login", "", "{\"token\":\"x\"}"));
  }

  private static HttpResponse<?> answer(String method, String path, String token, String body)
      throws Exception {
    return await(
        client
            .request(HttpMethod.valueOf(method), site.port(), "127.0.0.1", path)
            .putHeader("Authorization", "Bearer " + token)
            .sendBuffer(Buffer.buffer(body)));
  }

  /** A method that is not documented is refused as the path's GET says. */
  private static void check(String method, String path, int status, HttpResponse<?> answer) {
    String template =
        path.replaceFirst("\\?.*", "").replaceFirst("^/api/bars/.*", "/api/bars/{symbol}");
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
    JsonNode response = OpenApi.response(status == 405 ? "GET" : method, template, status);
    assertThat(response.isMissingNode()).as(method + " " + template + " " + status).isFalse();
    if (response.has("content")) {
      assertThat(OpenApi.faults(response, answer)).as(answer.bodyAsString()).isEmpty();
    } else {
      assertThat(answer.body()).isNull();
    }
  }

  @Test
  void aWrongAnswerWouldBeNoticed() throws Exception {
    JsonNode bars = OpenApi.response("GET", "/api/bars/{symbol}", 200);
    String token = site.token("ann");
    assertThat(OpenApi.faults(bars, answer("GET", "/api/patterns", token, ""))).isNotEmpty();
    assertThat(OpenApi.faults(bars, answer("GET", "/api/bars/AAPL", token, ""))).isEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhereAndNothingStandsUnused() {
    assertThat(OpenApi.DOCUMENT.get("openapi").asText()).startsWith("3.1");
    Set<String> used = new HashSet<>();
    for (JsonNode reference : OpenApi.DOCUMENT.findValues("$ref")) {
      used.add(reference.asText());
      assertThat(OpenApi.DOCUMENT.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
    for (String part : List.of("schemas", "responses", "parameters")) {
      OpenApi.DOCUMENT
          .at("/components/" + part)
          .fieldNames()
          .forEachRemaining(name -> assertThat(used).contains("#/components/" + part + "/" + name));
    }
  }

  /** Both ways: what is listed is taken, and what is taken is listed. */
  @ParameterizedTest
  @CsvSource({
    "/api/symbols, /api/symbols",
    "/api/bars/{symbol}, /api/bars/AAPL",
    "/api/patterns, /api/patterns",
    "/api/indicators, /api/indicators"
  })
  void theParametersAreThoseTheServerTakes(String template, String path) throws Exception {
    Set<String> listed = new TreeSet<>();
    for (JsonNode entry : OpenApi.DOCUMENT.at("/paths").get(template).at("/get/parameters")) {
      JsonNode parameter = OpenApi.follow(entry);
      if (parameter.get("in").asText().equals("query")) {
        listed.add(parameter.get("name").asText());
      }
    }
    HttpResponse<?> refused = answer("GET", path + "?nonsense=1", site.token("ann"), "");
    assertThat(refused.bodyAsJsonObject().getString("detail"))
        .isEqualTo("nonsense: no such parameter; there are " + String.join(", ", listed));
  }
}
