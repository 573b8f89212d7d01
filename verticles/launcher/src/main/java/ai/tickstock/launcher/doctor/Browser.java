package ai.tickstock.launcher.doctor;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A browser that wants one symbol, over the same WebSocket as the page. What it got may be asked
 * for by any thread.
 */
final class Browser {
  private static final long PING_MILLIS = 30_000;
  private static final List<String> ADDRESSES = List.of("bar_update", "pattern_alert");

  /** A message, and how many milliseconds after it was made it came. */
  private record Got(JsonObject body, long afterMillis) {}

  private final Vertx vertx;
  private final String symbol;
  private final Duration patience;

  /** Kept: one that nobody holds is closed by the garbage collector, with its sockets. */
  private final WebSocketClient client;

  private final List<Got> all = new CopyOnWriteArrayList<>();
  private final Promise<Void> registered = Promise.promise();
  private volatile String broken = "not connected yet";
  private int registrations;

  Browser(Vertx vertx, String symbol, Duration patience) {
    this.vertx = vertx;
    this.symbol = symbol;
    this.patience = patience;
    client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxMessageSize(1 << 22));
  }

  /**
   * Connects, signs in and registers.
   *
   * @param url of the page, such as {@code http://127.0.0.1:8080}
   * @return completes when it is live, or {@link #broken()} says why not; never fails
   */
  Future<Void> open(String url, String token) {
    String at = url.replaceFirst("^http", "ws").replaceFirst("/+$", "") + "/eventbus/websocket";
    return Future.future(
            (Promise<WebSocket> connected) ->
                client
                    .connect(
                        new WebSocketConnectOptions()
                            .setAbsoluteURI(at)
                            .addHeader("Authorization", "Bearer " + token))
                    .onComplete(connected))
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .compose(this::register)
        .onSuccess(live -> broken = null)
        .onFailure(error -> broken = reason(error))
        .otherwiseEmpty();
  }

  private Future<Void> register(WebSocket socket) {
    socket.textMessageHandler(this::take);
    socket.closeHandler(
        closed ->
            broken = "closed by App: " + socket.closeStatusCode() + " " + socket.closeReason());
    socket.exceptionHandler(error -> broken = reason(error));
    for (String address : ADDRESSES) {
      socket.writeTextMessage(
          new JsonObject()
              .put("type", "register")
              .put("address", address)
              .put("headers", new JsonObject().put("symbols", new JsonArray().add(symbol)))
              .encode());
    }
    vertx.setPeriodic(
        PING_MILLIS,
        timer -> {
          if (socket.isClosed()) {
            vertx.cancelTimer(timer);
          } else {
            socket.writeTextMessage("{\"type\":\"ping\"}");
          }
        });
    return registered.future().timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private String reason(Throwable error) {
    if (error instanceof UpgradeRejectedException rejected) {
      return rejected.getStatus() == 401
          ? "the token is not taken (401): auth.secret, or data/auth.key, is another one there"
          : "HTTP status " + rejected.getStatus();
    }
    if (error instanceof java.util.concurrent.TimeoutException) {
      return "no answer within " + patience.toSeconds() + " s";
    }
    return error.getMessage() == null ? error.toString() : error.getMessage();
  }

  private void take(String text) {
    Object frame = Json.decodeValue(text);
    JsonArray messages = frame instanceof JsonArray several ? several : new JsonArray().add(frame);
    for (int i = 0; i < messages.size(); i++) {
      take(messages.getJsonObject(i));
    }
  }

  private void take(JsonObject message) {
    if ("err".equals(message.getString("type"))) {
      broken = "refused: " + message.getString("message", message.getString("body"));
      registered.tryFail(broken);
    } else if ("rec".equals(message.getString("type"))) {
      JsonObject body = message.getJsonObject("body");
      if ("registered".equals(body.getString("event_type"))) {
        registrations++;
        if (registrations == ADDRESSES.size()) {
          registered.tryComplete();
        }
      } else {
        double made = body.getDouble("timestamp", 0.0);
        all.add(new Got(body, System.currentTimeMillis() - Math.round(made * 1_000)));
      }
    }
  }

  /** Why nothing can come; null if all is well. */
  String broken() {
    return broken;
  }

  /** How many milliseconds after it was made the first message of a type came; null if none did. */
  Long after(String eventType) {
    return all.stream()
        .filter(got -> eventType.equals(got.body().getString("event_type")))
        .map(Got::afterMillis)
        .findFirst()
        .orElse(null);
  }
}
