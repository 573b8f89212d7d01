package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
@Timeout(120)
class PlainClientIT {
  private static final long MINUTE = 60;

  @TempDir Path directory;
  private Mesh mesh;
  private final long minute = (System.currentTimeMillis() / 60_000 - 30) * MINUTE;

  @BeforeEach
  void open() {
    mesh = new Mesh(directory);
    mesh.run("pl");
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
        bars.await(event -> event.getLong("bar_time") == minute, Duration.ofSeconds(20)).body();
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
            .await(event -> "Doji".equals(event.getString("pattern")), Duration.ofSeconds(20))
            .body();
    assertThat(doji.getString("event_type")).isEqualTo("pattern_detected");
    assertThat(doji.getString("source")).isEqualTo("tickstock_pl");
    assertThat(doji.getJsonObject("metadata").getBoolean("warming")).isTrue();
    assertThat(mesh.redis(Command.PUBSUB, "NUMSUB", Mesh.TICKS).get(1).toLong()).isPositive();
    assertThat(mesh.redis(Command.XREVRANGE, Mesh.TICKS, "+", "-", "COUNT", "10").size())
        .isPositive();
  }

  @Test
  void whatIsMalformedIsRefusedWithItsReasonAndTheFeedGoesOn() throws Exception {
    Heard errors = Heard.on(mesh.vertx(), mesh.redisUrl(), "tickstock:errors");
    publish("this is not JSON");
    expect(errors, "not JSON");
    publish(
        "{\"type\":\"market_tick\",\"symbol\":\"AAPL\",\"volume\":1,\"timestamp\":" + minute + "}");
    expect(errors, "price");
    publish(
        "{\"type\":\"market_tick\",\"symbol\":\"AAPL\",\"price\":-1,\"timestamp\":" + minute + "}");
    expect(errors, "-1");
    publish(
        "{\"type\":\"market_tick\",\"symbol\":\"A B\",\"price\":1,\"timestamp\":" + minute + "}");
    expect(errors, "symbol");
    publish(
        "{\"type\":\"market_tick\",\"symbol\":\"AAPL\",\"price\":1,\"volume\":-5,\"timestamp\":"
            + minute
            + "}");
    expect(errors, "volume");
    publish(
        "{\"type\":\"market_tick\",\"symbol\":\"AAPL\",\"price\":1,\"timestamp\":"
            + minute * 1000
            + "}");
    expect(errors, "milliseconds");
    publish(
        "{\"type\":\"market_tick\",\"symbol\":\"AAPL\",\"price\":1,\"timestamp\":"
            + (minute + 36_000)
            + "}");
    expect(errors, "future");

    tick("MSFT", 10, minute);
    tick("MSFT", 10, minute + 3 * MINUTE);
    tick("MSFT", 10, minute + 3 * MINUTE + 1);
    Awaitility.await("the feed to go on")
        .atMost(Duration.ofSeconds(20))
        .until(() -> mesh.count("ohlcv_bars_1min where symbol = 'MSFT'") == 1);
    assertThat(mesh.count("ohlcv_bars_1min where symbol = 'AAPL'")).isZero();
  }

  private static void expect(Heard errors, String word) {
    errors.await(error -> error.encode().contains(word), Duration.ofSeconds(20));
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
