package ai.tickstock.app.http;

import static ai.tickstock.app.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.app.bridge.Site;
import ai.tickstock.wire.log.MemoryBroker;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and where. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class AccessTest {
  private static final List<String> DOORS =
      List.of("/api/session", "/api/nothing", "/eventbus/websocket", "/eventbus/info");

  @TempDir Path data;
  private final Vertx vertx = Vertx.vertx();
  private WebClient client;
  private Site site;

  @BeforeEach
  void start() throws Exception {
    site = new Site(vertx, MemoryBroker.factory(), data, new JsonObject());
    client = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
    await(vertx.close());
  }

  private HttpResponse<?> get(String path, Map<String, String> headers) throws Exception {
    var request = client.request(HttpMethod.GET, site.port(), "127.0.0.1", path);
    headers.forEach(request::putHeader);
    return await(request.send());
  }

  private HttpResponse<?> post(String path, String body) throws Exception {
    return await(
        client
            .request(HttpMethod.POST, site.port(), "127.0.0.1", path)
            .putHeader("Content-Type", "application/json")
            .sendBuffer(io.vertx.core.buffer.Buffer.buffer(body)));
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private static Map<String, String> cookie(HttpResponse<?> response) {
    String cookie = response.getHeader("set-cookie");
    return Map.of("Cookie", cookie.substring(0, cookie.indexOf(';')));
  }

  private String link() {
    return "/login?code=" + site.site().newCode("ann");
  }

  @Test
  void aLinkOpensTheDoorOnce() throws Exception {
    String link = link();
    HttpResponse<?> first = get(link, Map.of());
    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(first.getHeader("location")).isEqualTo("/");
    assertThat(first.getHeader("set-cookie")).contains("HTTPOnly", "SameSite=Strict", "Path=/");
    assertThat(get("/api/session", cookie(first)).bodyAsJsonObject().getString("user"))
        .isEqualTo("ann");
    HttpResponse<?> second = get(link, Map.of());
    assertThat(second.statusCode()).isEqualTo(401);
    assertThat(second.getHeader("set-cookie")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/login?code=", "/login?code=wrong", "/login?token=x"})
  void aWrongLinkOpensNothing(String link) throws Exception {
    link();
    HttpResponse<?> refused = get(link, Map.of());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.getHeader("set-cookie")).isNull();
    assertThat(refused.bodyAsString()).as("the page, which says what to do").isEqualTo("the page");
  }

  @Test
  void aTokenIsExchangedForACookie() throws Exception {
    HttpResponse<?> taken =
        post("/login", new JsonObject().put("token", site.token("bob") + "\n").encode());
    assertThat(taken.statusCode()).isEqualTo(204);
    assertThat(get("/api/session", cookie(taken)).bodyAsJsonObject().getString("user"))
        .isEqualTo("bob");
  }

  /** A form of another site's page can send a cookie, but no such header. */
  @Test
  void aChangeIsMadeOnPurpose() throws Exception {
    Map<String, String> cookie = cookie(get(link(), Map.of()));
    assertThat(change(cookie, Map.of())).isEqualTo(403);
    assertThat(change(cookie, Map.of("Content-Type", "text/plain"))).isEqualTo(403);
    assertThat(change(cookie, Map.of("Origin", "http://evil.example"))).isEqualTo(403);
    String own = "http://127.0.0.1:" + site.port();
    assertThat(change(cookie, Map.of("Origin", own))).as("there is nothing").isEqualTo(404);
    assertThat(change(cookie, Map.of("Content-Type", "application/json"))).isEqualTo(404);
    assertThat(change(Map.of(), bearer(site.token("ann")))).isEqualTo(404);
  }

  private int change(Map<String, String> cookie, Map<String, String> headers) throws Exception {
    var request = client.request(HttpMethod.DELETE, site.port(), "127.0.0.1", "/api/nothing");
    cookie.forEach(request::putHeader);
    headers.forEach(request::putHeader);
    return await(request.send()).statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "no json"})
  void aSignInWithoutATokenIsABadRequest(String body) throws Exception {
    HttpResponse<?> refused = post("/login", body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.bodyAsJsonObject().getString("detail"))
        .isEqualTo("expected JSON, {\"token\":\"…\"}");
  }

  @Test
  void aSignInWithAWrongTokenIsRefused() throws Exception {
    HttpResponse<?> refused = post("/login", "{\"token\":\"a.b.c\"}");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.getHeader("set-cookie")).isNull();
  }

  @Test
  void signingOutTakesTheCookieAway() throws Exception {
    assertThat(post("/logout", "").getHeader("set-cookie")).contains("Max-Age=0");
  }

  /** Every way of not having a token, at every door. */
  @Test
  void withoutAValidTokenNobodyGetsInAnywhere() throws Exception {
    long now = Instant.now().getEpochSecond();
    String good = site.token("ann");
    Tokens others = new Tokens(vertx, "another secret, of another server, long enough");
    List<String> bad =
        List.of(
            "",
            "x",
            "a.b.c",
            good.substring(0, good.length() - 2),
            others.sign("ann", Duration.ofHours(1)),
            site.tokens().signed("ann", now - 100, now - 1),
            site.tokens().signed("two words", now, now + 100),
            unsigned(now + 100),
            "x".repeat(5_000));
    for (String door : DOORS) {
      assertThat(get(door, Map.of()).statusCode()).as(door + " without").isEqualTo(401);
      for (String token : bad) {
        HttpResponse<?> refused = get(door, bearer(token));
        assertThat(refused.statusCode()).as(door + " with " + token).isEqualTo(401);
        assertThat(refused.getHeader("content-type")).isEqualTo("application/problem+json");
      }
      assertThat(get(door, Map.of("Authorization", "Basic " + good)).statusCode()).isEqualTo(401);
    }
    assertThat(get("/api/session", bearer(good)).statusCode()).isEqualTo(200);
  }

  private static String unsigned(long expires) {
    String header = encode("{\"typ\":\"JWT\",\"alg\":\"none\"}");
    String claims = encode("{\"sub\":\"ann\",\"iss\":\"tickstock\",\"exp\":" + expires + "}");
    return header + "." + claims + ".";
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPageOfAnotherOriginGetsNothingNotEvenWithTheCookie() throws Exception {
    Map<String, String> mine = cookie(get(link(), Map.of()));
    for (String door : DOORS) {
      for (String origin :
          List.of(
              "http://evil.example",
              "null",
              "https://127.0.0.1.evil.example",
              "http://127.0.0.1:1")) {
        HttpResponse<?> refused = get(door, Map.of("Cookie", mine.get("Cookie"), "Origin", origin));
        assertThat(refused.statusCode()).as(door + " from " + origin).isEqualTo(403);
        assertThat(refused.getHeader("access-control-allow-origin")).isNull();
      }
    }
    Map<String, String> own =
        Map.of("Cookie", mine.get("Cookie"), "Origin", "http://127.0.0.1:" + site.port());
    assertThat(get("/api/session", own).statusCode()).isEqualTo(200);
  }

  @Test
  void onLoopbackItAnswersToItsOwnNamesOnly() throws Exception {
    Map<String, String> mine = cookie(get(link(), Map.of()));
    for (String host : List.of("evil.example", "evil.example:80", "127.0.0.1.evil.example")) {
      assertThat(
              get("/api/session", Map.of("Cookie", mine.get("Cookie"), "Host", host)).statusCode())
          .as("a name that DNS was made to point here: " + host)
          .isEqualTo(403);
    }
    for (String host : List.of("localhost", "LOCALHOST:80", "[::1]:8080", "127.0.0.1")) {
      assertThat(
              get("/api/session", Map.of("Cookie", mine.get("Cookie"), "Host", host)).statusCode())
          .as(host)
          .isEqualTo(200);
    }
  }

  @Test
  void whatIsNotThereIsAProblemToo() throws Exception {
    HttpResponse<?> nothing = get("/api/nothing", bearer(site.token("ann")));
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.bodyAsJsonObject().getString("detail"))
        .isEqualTo("there is nothing at /api/nothing");
  }

  @Test
  void aSecretMustBeLongAndIsNotShown() {
    assertThatThrownBy(() -> new Tokens(vertx, "too short"))
        .hasMessage("auth.secret: expected at least 32 characters");
  }

  @Test
  void aLinkEndsAfterTwelveHours() {
    var clock = new MovingClock();
    Links links = new Links(clock);
    String first = links.code("ann");
    String second = links.code("ann");
    clock.forward(Duration.ofHours(12).minusMillis(1));
    assertThat(links.redeem(first)).contains("ann");
    clock.forward(Duration.ofMillis(1));
    assertThat(links.redeem(second)).isEmpty();
  }

  private static final class MovingClock extends java.time.Clock {
    private Instant now = Instant.EPOCH;

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public java.time.ZoneId getZone() {
      return java.time.ZoneOffset.UTC;
    }

    @Override
    public java.time.Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
