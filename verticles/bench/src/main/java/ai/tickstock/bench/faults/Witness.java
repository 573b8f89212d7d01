package ai.tickstock.bench.faults;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A browser that wants every pattern. Whenever its connection has gone it comes back and says where
 * it was. Thread-safe.
 */
final class Witness implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String token;
  private final Map<String, Long> newest = new HashMap<>();
  private final Map<String, Integer> times = new HashMap<>();
  private final List<String> news = new ArrayList<>();
  private String position;
  private WebSocket socket;
  private boolean isOpen;
  private boolean isStalled;
  private boolean isClosed;
  private long lastPing;

  Witness(String token) {
    this.token = token;
  }

  /** Connects if it is not connected and somebody serves; tries again at the next call. */
  synchronized void keepConnected(String url) {
    if (isClosed || url == null) {
      return;
    }
    if (isOpen) {
      ping();
      return;
    }
    try {
      socket =
          http.newWebSocketBuilder()
              .header("Authorization", "Bearer " + token)
              .buildAsync(
                  URI.create(url.replace("http:", "ws:") + "/eventbus/websocket"), new Ear())
              .get(5, TimeUnit.SECONDS);
      isOpen = true;
      JsonObject headers = new JsonObject();
      if (position != null) {
        headers.put("position", position);
      }
      send(
          new JsonObject()
              .put("type", "register")
              .put("address", "pattern_alert")
              .put("headers", headers));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException
        | CompletionException e) {
      isOpen = false; // Not served yet.
    }
  }

  synchronized boolean isConnected() {
    return isOpen;
  }

  private void ping() {
    long now = System.nanoTime();
    if (now - lastPing > TimeUnit.SECONDS.toNanos(20)) {
      lastPing = now;
      send(new JsonObject().put("type", "ping"));
    }
  }

  private void send(JsonObject message) {
    WebSocket to = socket;
    to.sendText(message.encode(), true).exceptionally(error -> gone(to));
  }

  /** Reads nothing any more, though it stays connected, as a page on a machine that is stuck. */
  synchronized void stall() {
    isStalled = true;
  }

  /** Reads on. */
  synchronized void readOn() {
    isStalled = false;
    if (socket != null) {
      socket.request(1);
    }
  }

  private synchronized boolean reads() {
    return !isStalled;
  }

  /** Closes the connection without a word, as one that is cut. */
  synchronized void vanish() {
    if (socket != null) {
      socket.abort();
      isOpen = false;
    }
  }

  private synchronized WebSocket gone(WebSocket from) {
    if (from == socket) {
      isOpen = false;
    }
    return from;
  }

  /** The highest revision that came of each event whose symbol begins so. */
  synchronized Map<String, Long> newest(String prefix) {
    Map<String, Long> found = new HashMap<>();
    newest.forEach(
        (id, revision) -> {
          if (id.startsWith(prefix)) {
            found.put(id, revision);
          }
        });
    return found;
  }

  /** Revisions that came more than once, of events whose symbol begins so. */
  synchronized List<String> twice(String prefix) {
    return times.entrySet().stream()
        .filter(entry -> entry.getValue() > 1 && entry.getKey().startsWith(prefix))
        .map(entry -> entry.getKey() + " came " + entry.getValue() + " times")
        .toList();
  }

  /** What it was told besides events: registrations, gaps. */
  synchronized List<String> news() {
    return List.copyOf(news);
  }

  private synchronized void take(WebSocket from, JsonObject message) {
    if (from != socket || !"rec".equals(message.getString("type"))) {
      return;
    }
    JsonObject body = message.getJsonObject("body");
    position = message.getJsonObject("headers", new JsonObject()).getString("position", position);
    if ("pattern_detected".equals(body.getString("event_type"))) {
      String id = body.getString("event_id");
      long revision = body.getLong("revision");
      newest.merge(id, revision, Math::max);
      times.merge(id + " revision " + revision, 1, Integer::sum);
    } else {
      news.add(body.encode());
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    vanish();
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
            .forEach(one -> take(from, (JsonObject) one));
      }
      if (reads()) {
        from.request(1);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      gone(from);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      gone(from);
    }
  }
}
