package ai.tickstock.launcher.path;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A WebSocket client that signs in with the link a person would click, or with a token, and speaks
 * the bridge's protocol. It keeps what it hears over several connections, as a page does that comes
 * back.
 */
final class PageClient {
  /** One alert and when it came, wall clock. */
  record Alert(long atMillis, JsonObject body) {
    String id() {
      return body.getString("event_id") + " " + body.getLong("revision");
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Alert> alerts = new CopyOnWriteArrayList<>();
  private final List<JsonObject> fired = new CopyOnWriteArrayList<>();
  private final List<JsonObject> news = new CopyOnWriteArrayList<>();
  private final String token;
  private volatile String position;
  private WebSocket socket;

  /** Follows the one-time link that {@code app} has printed. */
  PageClient(MeshProcess app) throws IOException, InterruptedException {
    String link = app.awaitLine("(http://\\S+/login\\?code=\\S+)", PATIENCE).group(1);
    HttpResponse<Void> answer =
        http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.discarding());
    String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
    token = Pattern.compile("=([^;]+);").matcher(cookie).results().findFirst().get().group(1);
  }

  /** Somebody who was given a token. */
  PageClient(String token) {
    this.token = token;
  }

  /** An answer of the JSON API. */
  HttpResponse<String> get(MeshProcess app, String path) throws IOException, InterruptedException {
    return send(app, "GET", path, null);
  }

  /** The same with any method; what is sent is JSON. */
  HttpResponse<String> send(MeshProcess app, String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(app.url() + path))
            .header("Authorization", "Bearer " + token)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Connects and registers for pattern alerts, from where it was; waits until it is live. */
  PageClient open(MeshProcess app, JsonObject filter) {
    connect(app);
    JsonObject headers = filter.copy();
    if (position != null) {
      headers.put("position", position);
    }
    register("pattern_alert", headers);
    return this;
  }

  /** Connects and registers for what its user's own rules fire, and nothing else. */
  PageClient openMine(MeshProcess app) {
    connect(app);
    JsonObject mine = new JsonObject().put("mine", true);
    register("pattern_alert", mine);
    register("indicator_update", mine);
    return this;
  }

  private void connect(MeshProcess app) {
    String url = app.url().replace("http:", "ws:") + "/eventbus/websocket";
    socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create(url), new Ear())
            .join();
  }

  private void register(String address, JsonObject headers) {
    int before = news.size();
    socket.sendText(
        new JsonObject()
            .put("type", "register")
            .put("address", address)
            .put("headers", headers)
            .encode(),
        true);
    Awaitility.await("registered")
        .atMost(PATIENCE)
        .until(
            () ->
                news.subList(before, news.size()).stream()
                    .anyMatch(body -> "registered".equals(body.getString("event_type"))));
  }

  /** As a laptop whose lid is closed: no goodbye. */
  void vanish() {
    socket.abort();
  }

  List<Alert> alerts() {
    return alerts;
  }

  /** What its user's rules fired, in the order it came. */
  List<JsonObject> fired() {
    return fired;
  }

  /** Registrations and gaps it was told of. */
  List<JsonObject> news() {
    return news;
  }

  Alert await(Predicate<JsonObject> wanted, Duration atMost) {
    return Awaitility.await("an alert")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> alerts.stream().filter(a -> wanted.test(a.body())).findFirst().orElse(null),
            found -> found != null);
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        Object message = Json.decodeValue(text.toString());
        text.setLength(0);
        (message instanceof JsonArray several ? several : new JsonArray(List.of(message)))
            .forEach(one -> take((JsonObject) one));
      }
      from.request(1);
      return null;
    }

    private void take(JsonObject message) {
      if (!"rec".equals(message.getString("type"))) {
        return;
      }
      JsonObject body = message.getJsonObject("body");
      position = message.getJsonObject("headers", new JsonObject()).getString("position", position);
      if ("pattern_detected".equals(body.getString("event_type"))) {
        alerts.add(new Alert(System.currentTimeMillis(), body));
      } else if ("alert_fired".equals(body.getString("event_type"))) {
        fired.add(body.put("address", message.getString("address")));
      } else {
        news.add(body);
      }
    }
  }
}
