package ai.tickstock.app.bridge;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.MemoryBroker;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Browsers that mean no good: refused or sent away, at nobody else's cost. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class NastyBrowserTest {
  private static final JsonObject ALL = new JsonObject();

  @TempDir Path data;
  private final Vertx vertx = Vertx.vertx();
  private Site site;
  private Browser nasty;
  private Browser other;

  @BeforeEach
  void start() throws Exception {
    site = new Site(vertx, MemoryBroker.factory(), data, new JsonObject());
    nasty = Browser.open(vertx, site, "eve");
    other = Browser.open(vertx, site, "ann").register(Feed.PATTERN_ALERT, ALL);
  }

  @AfterEach
  void stop() throws Exception {
    site.pattern(0, "AAPL", 1);
    assertThat(other.awaitNumbers(1).numbers()).as("the other browser's").containsExactly(0);
    site.stop();
    await(vertx.close());
  }

  private static String register(String symbols) {
    return "{\"type\":\"register\",\"address\":\"pattern_alert\",\"headers\":{\"symbols\":"
        + symbols
        + "}}";
  }

  @Test
  void howeverDeepItNestsItIsRefusedAndMaySayMore() throws Exception {
    nasty.say(register("[".repeat(900) + "]".repeat(900)));
    nasty.say(register("[".repeat(20_000) + "]".repeat(20_000)));
    nasty.say("[".repeat(30_000));
    until(vertx, () -> nasty.refusals().size() == 3);
    assertThat(nasty.refusals().get(0)).startsWith("rejected: symbols: expected names of 1 to 64");
    assertThat(nasty.refusals().subList(1, 3))
        .isEqualTo(
            Collections.nCopies(2, "invalid_json: message: expected a JSON object with a type"));
    nasty.register(Feed.BAR_UPDATE, ALL);
  }

  @Test
  void absurdNumbersAreRefusedByName() throws Exception {
    for (String number : List.of("1e999", "-1e999", "9".repeat(900), "1e-999", "2")) {
      nasty.say(
          "{\"type\":\"register\",\"address\":\"pattern_alert\",\"headers\":{\"min_confidence\":"
              + number
              + "}}");
    }
    nasty.say("{\"type\":\"ping\"}");
    until(vertx, () -> nasty.heard().stream().anyMatch(each -> each.containsKey("positions")));
    assertThat(nasty.refusals())
        .as("1e-999 is 0, which may be")
        .hasSize(4)
        .allMatch(
            each -> each.startsWith("rejected: min_confidence: expected a number from 0 to 1"));
  }

  @Test
  void aMessageThatIsTooLongEndsItsSocketAlone() throws Exception {
    nasty.say("x".repeat(100_000));
    assertThat(nasty.awaitClose()).isEqualTo(BrowserSocket.TOO_MUCH);
  }

  @Test
  void aFrameThatIsFarTooLongEndsItsSocketAlone() throws Exception {
    nasty.say("x".repeat(1 << 20));
    nasty.awaitClose();
    until(vertx, () -> site.bridge().sockets() == 1);
  }

  @Test
  void whoNamesTooManySymbolsIsRefusedAndAThousandAreTaken() throws Exception {
    nasty.say(register(symbols(Filter.MOST_NAMES + 1).encode()));
    until(vertx, () -> !nasty.refusals().isEmpty());
    assertThat(nasty.refusals())
        .containsExactly("rejected: symbols: expected at most 1000 names, was 1001 of them");
    nasty.register(Feed.PATTERN_ALERT, new JsonObject().put("symbols", symbols(Filter.MOST_NAMES)));
  }

  private static JsonArray symbols(int count) {
    return new JsonArray(IntStream.range(0, count).mapToObj(i -> "S" + i).toList());
  }

  @Test
  void howeverOftenItRegistersItIsRegisteredOnce() throws Exception {
    for (int i = 0; i < 100; i++) {
      nasty.say(
          new JsonObject()
              .put("type", "register")
              .put("address", "pattern_alert")
              .put("headers", new JsonObject().put("position", "0-" + i)));
    }
    nasty.say("{\"type\":\"ping\"}");
    until(vertx, () -> nasty.heard().stream().anyMatch(each -> each.containsKey("positions")));
    until(vertx, () -> !nasty.news(Feed.PATTERN_ALERT).isEmpty());
    assertThat(site.bridge().audience().count(Feed.PATTERN_ALERT))
        .as("with the other's")
        .isEqualTo(2);
  }
}
