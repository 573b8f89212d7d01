package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.Contract;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any plain Redis client can join: what it publishes makes bars, what it gets wrong is refused with
 * the reason.
 */
@Timeout(240)
class PlainClientIT {
  private static final long MINUTE = 60;

  @TempDir Path directory;
  private Mesh mesh;
  private MeshProcess pl;
  private final long minute = (System.currentTimeMillis() / 60_000 - 30) * MINUTE;

  @BeforeEach
  void open() {
    mesh = Mesh.prepared(directory);
    pl = mesh.run("pl");
  }

  @AfterEach
  void close() {
    mesh.close();
  }

  @Test
  void whatIsPublishedMakesBarsAndPatterns() throws Exception {
    Heard patterns = Heard.on(mesh.vertx(), mesh.redisUrl(), "tickstock.events.patterns");
    Heard bars = Heard.on(mesh.vertx(), mesh.redisUrl(), "tickstock.events.bars");
    tick("AAPL", 100.0, minute + 0.5);
    tick("AAPL", 101.0, minute + 10);
    tick("AAPL", 99.0, minute + 20);
    tick("AAPL", 100.0, minute + 59.999);
    tick("AAPL", 100.5, minute + 60);
    tick("AAPL", 100.5, minute + 3 * MINUTE);
    tick("AAPL", 100.5, minute + 3 * MINUTE + 1);

    JsonObject bar =
        bars.await(event -> event.getLong("bar_time") == minute, Duration.ofSeconds(60)).body();
    assertThat(Contract.faults("bar", bar.encode())).isEmpty();
    assertThat(bar.getString("event_type")).isEqualTo("bar_closed");
    assertThat(
            List.of(
                bar.getDouble("open"),
                bar.getDouble("high"),
                bar.getDouble("low"),
                bar.getDouble("close")))
        .containsExactly(100.0, 101.0, 99.0, 100.0);
    assertThat(bar.getDouble("volume")).isEqualTo(400);
    JsonObject doji =
        patterns
            .await(event -> "Doji".equals(event.getString("pattern")), Duration.ofSeconds(60))
            .body();
    assertThat(Contract.faults("patternDetected", doji.encode())).isEmpty();
    assertThat(doji.getString("event_type")).isEqualTo("pattern_detected");
    assertThat(doji.getString("source")).isEqualTo("tickstock_pl");
    assertThat(doji.getJsonObject("metadata").getBoolean("warming")).isTrue();
    assertThat(mesh.redis(Command.PUBSUB, "NUMSUB", Mesh.TICKS).get(1).toLong()).isPositive();
    assertThat(mesh.redis(Command.XREVRANGE, Mesh.TICKS, "+", "-", "COUNT", "10").size())
        .isPositive();
  }

  /** Every kind, a good tick after each: each is counted and sampled by reason, no tick is lost. */
  @Test
  void whatIsMalformedIsRefusedWithItsReasonAndTheFeedGoesOn() throws Exception {
    Heard errors = Heard.on(mesh.vertx(), mesh.redisUrl(), "tickstock:errors");
    Map<String, Long> expected = new TreeMap<>();
    int good = 0;
    for (String[] bad : malformed()) {
      expected.merge(bad[0], 1L, Long::sum);
      publish(bad[1]);
      tick("MSFT", 10, minute + good++ * 0.1);
    }
    tick("MSFT", 10, minute + 3 * MINUTE);
    tick("MSFT", 10, minute + 3 * MINUTE + 1);

    Awaitility.await("the feed to go on")
        .atMost(Duration.ofSeconds(60))
        .until(() -> mesh.count("ohlcv_bars_1min where symbol = 'MSFT'") == 1);
    assertThat(mesh.query("select trades from ohlcv_bars_1min where symbol = 'MSFT'"))
        .containsExactly("" + good);
    assertThat(mesh.count("ohlcv_bars_1min where symbol <> 'MSFT'")).isZero();
    assertThat(refused()).isEqualTo(expected);
    for (String reason : expected.keySet()) {
      JsonObject error =
          errors
              .await(heard -> reason.equals(heard.getString("reason")), Duration.ofSeconds(60))
              .body();
      assertThat(Contract.faults("error", error.encode())).isEmpty();
      assertThat(error.getString("event_type")).isEqualTo("error");
      assertThat(error.getString("message")).as(reason).isNotBlank();
      assertThat(error.getString("sample")).as(reason).isNotBlank().hasSizeLessThan(500);
    }
  }

  /** Pairs of a reason and a message that is refused for it. */
  private List<String[]> malformed() {
    List<String[]> all = new ArrayList<>();
    for (String rubbish :
        List.of(
            "not JSON", "[1]", "42", "\"text\"", "{\"type\":\"market_tick\",\"symbol\":\"AA", "")) {
      all.add(new String[] {"invalid_json", rubbish});
    }
    all.add(new String[] {"invalid_json", with("price", "NaN")});
    all.add(new String[] {"malformed_json", with("x", "[".repeat(50) + "]".repeat(50))});
    all.add(new String[] {"invalid_json", with("x", '"' + "y".repeat(1_100_000) + '"')});
    all.add(new String[] {"unknown_type", with("type", "\"quote\"")});
    all.add(new String[] {"symbol_missing", with("symbol", null)});
    for (String symbol :
        List.of("\"\"", "\"A B\"", "\"ÄPPLE\"", "\"ABCDEFGHIJKLMNOPQRSTU\"", "7")) {
      all.add(new String[] {"symbol_invalid", with("symbol", symbol)});
    }
    all.add(new String[] {"price_missing", with("price", null)});
    for (String price : List.of("0", "-1", "1e999", "\"1\"", "{}")) {
      all.add(new String[] {"price_invalid", with("price", price)});
    }
    for (String volume : List.of("-5", "1e999", "\"1\"")) {
      all.add(new String[] {"volume_invalid", with("volume", volume)});
    }
    all.add(new String[] {"timestamp_missing", with("timestamp", null)});
    for (String time : List.of("0", "-1", "\"now\"", "true")) {
      all.add(new String[] {"timestamp_invalid", with("timestamp", time)});
    }
    all.add(new String[] {"timestamp_milliseconds", with("timestamp", minute + "000")});
    all.add(new String[] {"timestamp_microseconds", with("timestamp", minute + "000000")});
    all.add(new String[] {"timestamp_microseconds", with("timestamp", "1e300")});
    all.add(new String[] {"timestamp_future", with("timestamp", "" + (minute + 36_000))});
    all.add(new String[] {"flag_invalid", with("oc", "1")});
    all.add(new String[] {"window_invalid", with("window_start", "" + minute)});
    return all;
  }

  /** A good tick, but for one field; without it if the value is null. */
  private String with(String field, String value) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("type", "\"market_tick\"");
    fields.put("symbol", "\"AAPL\"");
    fields.put("price", "1");
    fields.put("volume", "1");
    fields.put("timestamp", "" + minute);
    fields.put(field, value);
    return fields.entrySet().stream()
        .filter(each -> each.getValue() != null)
        .map(each -> '"' + each.getKey() + "\":" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** The counters of {@code tickstock_refused_total}, by reason. */
  private Map<String, Long> refused() {
    Map<String, Long> counts = new TreeMap<>();
    Pattern.compile("tickstock_refused_total\\{reason=\"(\\w+)\"} ([0-9.]+)")
        .matcher(pl.metrics())
        .results()
        .forEach(found -> counts.put(found.group(1), (long) Double.parseDouble(found.group(2))));
    return counts;
  }

  private void tick(String symbol, double price, double timestamp) {
    publish(
        new JsonObject()
            .put("type", "market_tick")
            .put("symbol", symbol)
            .put("price", price)
            .put("volume", 100)
            .put("timestamp", timestamp)
            .put("source", "test")
            .encode());
  }

  private void publish(String message) {
    mesh.redis(Command.PUBLISH, Mesh.TICKS, message);
  }
}
