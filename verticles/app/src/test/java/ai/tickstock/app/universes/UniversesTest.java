package ai.tickstock.app.universes;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.api.Caller.json;
import static ai.tickstock.app.api.Caller.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.app.api.Caller;
import ai.tickstock.app.bridge.Site;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.users.UniverseTable;
import ai.tickstock.wire.log.MemoryBroker;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Named sets of symbols: over HTTP, from files, and what unions of them mean. */
@Timeout(240)
class UniversesTest {
  @TempDir static Path data;
  private static final AtomicLong NOW = new AtomicLong(1_760_538_600_000L);
  private static final Clock CLOCK =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(NOW.get());
        }
      };

  private static StoreFixture store;
  private static UniverseTable table;
  private static Universes here;
  private static Universes elsewhere;
  private static Site site;
  private static int users;

  private final String annsName = "user-" + ++users;
  private final String bobsName = "user-" + ++users;
  private final Caller ann = new Caller(store.vertx, site, annsName);
  private final Caller bob = new Caller(store.vertx, site, bobsName);

  @TempDir Path directory;

  @BeforeAll
  static void start() throws Exception {
    store = new StoreFixture();
    table = new UniverseTable(store.database);
    here = new Universes(table, CLOCK);
    elsewhere = new Universes(table, CLOCK);
    await(table.share(Map.of("SPY", List.of("AAPL", "MSFT")), Map.of("SPY", "S&P 500")));
    UniverseRoutes routes = new UniverseRoutes(table, here);
    site = new Site(store.vertx, MemoryBroker.factory(), data, new JsonObject(), routes);
  }

  @AfterAll
  static void stop() throws Exception {
    site.stop();
    store.close();
  }

  private static JsonObject of(String... symbols) {
    return new JsonObject().put("symbols", new JsonArray(List.of(symbols)));
  }

  private static String resolved(Universes universes, String user, String text) throws Exception {
    return String.join(",", await(universes.resolve(user, text)));
  }

  @Test
  void aUniverseIsPutReadListedAndDeleted() throws Exception {
    JsonObject made =
        json(
            ann.put("/api/universes/tech", of("aapl", "NVDA", "AAPL").put("description", "Chips")),
            200);
    assertThat(made.getInteger("count")).isEqualTo(2);
    JsonObject read = json(ann.get("/api/universes/tech"), 200);
    assertThat(read.getJsonArray("symbols")).containsExactly("AAPL", "NVDA");
    assertThat(read.getString("description")).isEqualTo("Chips");
    assertThat(read.getBoolean("shared")).isFalse();
    JsonArray all = json(ann.get("/api/universes"), 200).getJsonArray("universes");
    assertThat(all.stream().map(each -> ((JsonObject) each).getString("name")))
        .containsExactly("SPY", "tech");
    assertThat(ann.delete("/api/universes/tech").statusCode()).isEqualTo(204);
    refused(ann.get("/api/universes/tech"), 404, "name: you have no universe \"tech\"");
    refused(ann.delete("/api/universes/tech"), 404, "name: you have no universe \"tech\"");
  }

  @Test
  void nobodySeesUsesOrDeletesWhatIsAnothers() throws Exception {
    json(ann.put("/api/universes/secret", of("X")), 200);
    refused(bob.get("/api/universes/secret"), 404, "name: you have no universe \"secret\"");
    refused(bob.delete("/api/universes/secret"), 404, "name: you have no universe \"secret\"");
    assertThat(json(bob.get("/api/universes"), 200).encode()).doesNotContain("secret");
    assertThatThrownBy(() -> resolved(here, bobsName, "secret"))
        .hasRootCauseMessage("no universe \"secret\" and no symbol; there are SPY");
    json(bob.put("/api/universes/secret", of("Y")), 200);
    assertThat(resolved(here, annsName, "secret")).isEqualTo("X");
    assertThat(resolved(here, bobsName, "secret")).isEqualTo("Y");
  }

  @Test
  void aSharedUniverseIsReadByAllAndChangedByNone() throws Exception {
    assertThat(json(ann.get("/api/universes/SPY"), 200).getBoolean("shared")).isTrue();
    refused(ann.delete("/api/universes/SPY"), 404, "name: you have no universe \"SPY\"");
    json(ann.put("/api/universes/SPY", of("ONLY")), 200);
    assertThat(json(ann.get("/api/universes/SPY"), 200).getJsonArray("symbols"))
        .containsExactly("ONLY");
    assertThat(resolved(here, annsName, "SPY")).isEqualTo("ONLY");
    assertThat(resolved(here, bobsName, "SPY")).isEqualTo("AAPL,MSFT");
    assertThat(ann.delete("/api/universes/SPY").statusCode()).isEqualTo(204);
    assertThat(resolved(here, annsName, "SPY")).isEqualTo("AAPL,MSFT");
  }

  @Test
  void aUnionHasEachSymbolOnceInTheOrderOfItsParts() throws Exception {
    json(ann.put("/api/universes/mine", of("NVDA", "MSFT")), 200);
    assertThat(resolved(here, annsName, "mine: SPY :TSLA:BRK.B"))
        .isEqualTo("NVDA,MSFT,AAPL,TSLA,BRK.B");
    assertThat(resolved(here, annsName, "TSLA")).isEqualTo("TSLA");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spi | no universe \"spi\" and no symbol; there are SPY",
        "SPY: | expected 1 to 50 names with colons between, such as SPY:nasdaq100, was \"SPY:\"",
        "'' | expected 1 to 50 names with colons between, such as SPY:nasdaq100, was \"\"",
        "A B | no universe \"A B\" and no symbol; there are SPY"
      })
  void whatNamesNoSymbolsIsRefused(String text, String why) {
    assertThatThrownBy(() -> resolved(here, "nobody", text)).hasRootCauseMessage(why);
  }

  @Test
  void aChangeIsSeenHereAtOnceAndOnOtherNodesWithinTwoSeconds() throws Exception {
    json(ann.put("/api/universes/u", of("A")), 200);
    assertThat(resolved(here, annsName, "u")).isEqualTo("A");
    assertThat(resolved(elsewhere, annsName, "u")).isEqualTo("A");
    json(ann.put("/api/universes/u", of("B")), 200);
    assertThat(resolved(here, annsName, "u")).isEqualTo("B");
    assertThat(resolved(elsewhere, annsName, "u")).isEqualTo("A");
    NOW.addAndGet(2_000);
    assertThat(resolved(elsewhere, annsName, "u")).isEqualTo("B");
    ann.delete("/api/universes/u");
    json(ann.put("/api/universes/u", of("C")), 200);
    NOW.addAndGet(2_000);
    assertThat(resolved(elsewhere, annsName, "u")).isEqualTo("C");
    ann.delete("/api/universes/u");
    NOW.addAndGet(2_000);
    assertThatThrownBy(() -> resolved(elsewhere, annsName, "u"))
        .hasRootCauseInstanceOf(UniverseException.class);
  }

  private HttpResponse<Buffer> csv(String path, String text) throws Exception {
    return ann.ask("POST", path, Map.of("Content-Type", "text/csv"), Buffer.buffer(text));
  }

  @Test
  void aTableOfSymbolsBecomesAUniverse() throws Exception {
    HttpResponse<Buffer> made =
        csv("/api/universes/list/csv?description=Mine", "name,symbol\nApple,aapl\nTesla,TSLA\n");
    assertThat(json(made, 200).getInteger("count")).isEqualTo(2);
    assertThat(json(made, 200).getString("description")).isEqualTo("Mine");
    assertThat(resolved(here, annsName, "list")).isEqualTo("AAPL,TSLA");
    refused(
        csv("/api/universes/list/csv", "symbol\nA*\n"),
        400,
        "line 2: symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"A*\"");
    refused(
        csv("/api/universes/list/csv", "symbol\n" + "A".repeat(2 << 20)),
        413,
        "the body: expected at most 2097152 bytes");
    assertThat(ann.post("/api/universes/list/csv", new JsonObject()).statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | symbols: expected an array of 1 to 20000 symbols of 1 to 20 of A-Z 0-9 . - / :, was null",
        "{\"symbols\":[\"A*\"]} | symbols[0]: expected an array of 1 to 20000 symbols of 1 to 20 of A-Z 0-9 . - / :, was \"A*\"",
        "{\"symbols\":[\"A\"],\"descripton\":\"x\"} | descripton: no such field; there are symbols, description",
        "{\"symbols\":[\"A\"],\"description\":7} | description: expected a String, was 7",
      })
  void whatIsWrongWithAUniverseIsNamed(String body, String why) throws Exception {
    refused(ann.put("/api/universes/u", new JsonObject(body)), 400, why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "x.y", "%2A", "abcdefghijklmnopqrstuvwxyzabcdefghijklmno"})
  void aNameIsShortAndPlain(String name) throws Exception {
    refused(ann.get("/api/universes/" + name), 400, "name: expected 1 to 40 of A-Z a-z 0-9 _ -");
  }

  @Test
  void aUserHasSoManyAtMost() throws Exception {
    for (int i = 0; i < UniverseTable.MOST_OF_A_USER; i++) {
      await(table.put(annsName, "u" + i, List.of("A"), ""));
    }
    refused(
        ann.put("/api/universes/more", of("A")),
        409,
        "name: expected at most 200 universes; delete one first");
    json(ann.put("/api/universes/u7", of("B")), 200);
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    assertThat(ann.post("/api/universes", of("A")).getHeader("Allow")).isEqualTo("GET");
    assertThat(ann.post("/api/universes/u", of("A")).getHeader("Allow"))
        .isEqualTo("GET, PUT, DELETE");
    assertThat(ann.get("/api/universes/u/csv").getHeader("Allow")).isEqualTo("POST");
  }

  /** With a database of its own: they are everybody's. */
  @Test
  void theFilesOfADirectoryAreTheSharedOnes() throws Exception {
    try (StoreFixture fresh = new StoreFixture()) {
      UniverseTable shared = new UniverseTable(fresh.database);
      Files.writeString(directory.resolve("dow.csv"), "symbol\nAAPL\nBA\n");
      Files.writeString(directory.resolve("old.csv"), "symbol\nX\n");
      Files.writeString(directory.resolve("notes.txt"), "not a universe");
      await(UniverseFiles.share(fresh.vertx, directory, shared));
      long version = await(shared.list("ann")).get(0).version();
      Files.delete(directory.resolve("old.csv"));
      await(UniverseFiles.share(fresh.vertx, directory, shared));
      assertThat(await(shared.list("ann")))
          .singleElement()
          .satisfies(
              dow -> {
                assertThat(dow.name()).isEqualTo("dow");
                assertThat(dow.symbols()).isEqualTo(2);
                assertThat(dow.version()).as("it has not changed").isEqualTo(version);
              });
      Files.writeString(directory.resolve("bad.csv"), "symbol\nA*\n");
      assertThatThrownBy(() -> await(UniverseFiles.share(fresh.vertx, directory, shared)))
          .cause()
          .hasMessage(
              "universes.directory: "
                  + directory.resolve("bad.csv")
                  + ": line 2: symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"A*\"");
      assertThat(await(shared.list("ann"))).hasSize(1);
    }
  }
}
