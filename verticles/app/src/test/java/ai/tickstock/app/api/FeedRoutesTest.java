package ai.tickstock.app.api;

import static ai.tickstock.app.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.bridge.Site;
import ai.tickstock.market.Halts;
import ai.tickstock.market.Halts.Halt;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.MarketCalendar.Span;
import ai.tickstock.store.FeedGap;
import ai.tickstock.store.FeedGap.Kind;
import ai.tickstock.store.PgBarReader;
import ai.tickstock.store.PgFeedGapReader;
import ai.tickstock.store.PgMarketReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.write.PgFeedGapWriter;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.MemoryBroker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the feed's holes and of minutes without bars, from a real database. */
@Timeout(240)
class FeedRoutesTest {
  /** Bars are at 14:30, 14:31 and 14:32. */
  private static final Clock AT_1440 =
      Clock.fixed(Instant.parse("2025-10-15T14:40:30Z"), ZoneOffset.UTC);

  @TempDir static Path data;
  private static StoreFixture store;
  private static Site site;
  private static WebClient client;

  @BeforeAll
  static void start() throws Exception {
    store = new StoreFixture();
    Shelf.fill(store);
    PgFeedGapWriter gaps = new PgFeedGapWriter(store.database);
    await(gaps.record(hole("14:33:30", "14:34:10", "late", true)));
    await(gaps.record(hole("14:35:30", "14:36:10", "lost", false)));
    await(gaps.fellSilent(Channels.TICKS, millis("14:39:10"), "no ticks since 14:39:10"));
    FeedRoutes routes =
        new FeedRoutes(
            new PgFeedGapReader(store.database),
            new PgBarReader(store.database),
            new PgMarketReader(store.database),
            MarketCalendar.newYork(),
            new Halts(List.of(new Halt("AAPL", new Span(millis("14:38:00"), millis("14:38:30"))))),
            AT_1440);
    site = new Site(store.vertx, MemoryBroker.factory(), data, new JsonObject(), routes);
    client = WebClient.create(store.vertx);
  }

  @AfterAll
  static void stop() throws Exception {
    site.stop();
    store.close();
  }

  private static long millis(String time) {
    return Instant.parse("2025-10-15T" + time + "Z").toEpochMilli();
  }

  private static FeedGap hole(String from, String to, String reason, boolean filled) {
    return new FeedGap(Channels.TICKS, Kind.LOG_HOLE, millis(from), millis(to), 3, reason, filled);
  }

  private static HttpResponse<?> get(String path, String template, int status) throws Exception {
    HttpResponse<?> answer =
        await(
            client
                .get(site.port(), "127.0.0.1", path)
                .putHeader("Authorization", "Bearer " + site.token("ann"))
                .send());
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
    assertThat(OpenApi.faults(OpenApi.response("GET", template, status), answer)).isEmpty();
    return answer;
  }

  private static JsonArray gaps(String query) throws Exception {
    return get("/api/feed/gaps" + query, "/api/feed/gaps", 200)
        .bodyAsJsonObject()
        .getJsonArray("gaps");
  }

  private static String missing(String symbol, String query) throws Exception {
    return get("/api/bars/" + symbol + "/missing" + query, "/api/bars/{symbol}/missing", 200)
        .bodyAsJsonObject()
        .getJsonArray("missing")
        .stream()
        .map(each -> (JsonObject) each)
        .map(
            each ->
                Instant.ofEpochSecond(each.getLong("from")).toString().substring(11, 16)
                    + " "
                    + each.getLong("minutes")
                    + " "
                    + each.getString("cause"))
        .collect(Collectors.joining(", "));
  }

  @Test
  void holesComeNewestFirstAndOneThatLastsHasNoEnd() throws Exception {
    JsonArray gaps = gaps("");
    assertThat(gaps.stream().map(each -> ((JsonObject) each).getString("reason")))
        .containsExactly("no ticks since 14:39:10", "lost", "late");
    assertThat(gaps.getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("channel", Channels.TICKS)
                .put("kind", "silence")
                .put("from", millis("14:39:10") / 1000.0)
                .putNull("to")
                .put("missing", 0)
                .put("reason", "no ticks since 14:39:10")
                .put("filled", false));
    assertThat(gaps("?from=2025-10-15T14:34:10Z&to=2025-10-15T14:39:10Z")).hasSize(1);
    assertThat(gaps("?limit=1")).hasSize(1);
  }

  @Test
  void minutesWithoutABarAreTakenApartByTheirCause() throws Exception {
    assertThat(missing("AAPL", "?from=2025-10-15T14:29:00Z"))
        .as("from the first bar on, to the last whole minute")
        .isEqualTo(
            "14:33 2 no_trades, 14:35 2 feed_down, 14:37 1 no_trades, 14:38 1 halted,"
                + " 14:39 1 feed_down");
    assertThat(missing("aa", "?from=2025-10-15T14:31:00Z&to=2025-10-15T14:33:00Z"))
        .isEqualTo("14:31 2 no_trades");
    assertThat(missing("AAPL", "?to=2025-10-15T14:33:00Z")).isEmpty();
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    String template = "/api/bars/{symbol}/missing";
    get("/api/bars/NONE/missing", template, 404);
    assertThat(
            get("/api/bars/AAPL/missing?from=2025-10-01T00:00:00Z", template, 400)
                .bodyAsJsonObject()
                .getString("detail"))
        .isEqualTo("from: expected at most 7 days before to, was 2025-10-01T00:00:00Z");
    get("/api/feed/gaps?limit=0", "/api/feed/gaps", 400);
  }
}
