package ai.tickstock.bench.faults;

import ai.tickstock.wire.Channels;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Somebody beside a mesh who publishes as a plain client, asks over HTTP and looks into the
 * database.
 */
final class Bystander {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long OFTEN_MILLIS = 2;

  /** Plain clients' minutes go on from so long ago. */
  private static final long SINCE = System.currentTimeMillis() / 60_000 - 900;

  private final Mesh mesh;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String token = Mesh.token();
  private long minutes;

  Bystander(Mesh mesh) {
    this.mesh = mesh;
  }

  Mesh mesh() {
    return mesh;
  }

  void publish(String channel, String text) throws IOException {
    mesh.redis().ask("PUBLISH", channel, text);
  }

  void tick(String symbol, double price, double timestamp) throws IOException {
    publish(
        Channels.TICKS,
        new JsonObject()
            .put("type", "market_tick")
            .put("symbol", symbol)
            .put("price", price)
            .put("volume", 100)
            .put("timestamp", timestamp)
            .put("source", "bystander")
            .encode());
  }

  /** Publishes the ticks of the next minute of a symbol, and one that ends it. */
  void minute(String symbol) throws IOException {
    long at = (SINCE + minutes++) * 60;
    tick(symbol, 100, at + 1.0);
    tick(symbol, 101, at + 2.0);
    tick(symbol, 99, at + 3.0);
    tick(symbol, 100.5, at + 59.0);
    tick("CLOCK", 1, at + 61.0);
  }

  /** Publishes the minute of a symbol of its own, and waits until its bar is stored. */
  void awaitABar() throws IOException {
    String symbol = "P" + minutes;
    minute(symbol);
    soon("a bar of " + symbol, () -> bars(symbol) > 0);
  }

  long bars(String symbol) throws SQLException {
    return number("select count(*) from ohlcv_bars_1min where symbol = '" + symbol + "'");
  }

  /** Asks a half, as its user. */
  HttpResponse<String> ask(Member half, String method, String path, JsonObject body)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(half.url() + path))
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  JsonObject get(Member half, String path) throws IOException {
    return new JsonObject(ask(half, "GET", path, null).body());
  }

  /** The health message of a half. */
  JsonObject health(String name, Member half) throws IOException {
    return get(half, "/health").getJsonObject("halves").getJsonObject(name);
  }

  boolean isHealthy(String name, Member half) throws IOException {
    return "healthy".equals(health(name, half).getString("status"));
  }

  long number(String sql) throws SQLException {
    return mesh.database().number(sql);
  }

  /** One tick within the minute that is under way. */
  void tick(String symbol) throws IOException {
    tick(symbol, 1, (SINCE + minutes) * 60.0);
  }

  /** Waits until a condition holds, looking every two milliseconds. */
  static void soon(String what, Callable<Boolean> condition) {
    Waiting.until(what, PATIENCE, OFTEN_MILLIS, condition);
  }

  static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
