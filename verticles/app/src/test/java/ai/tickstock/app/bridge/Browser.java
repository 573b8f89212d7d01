package ai.tickstock.app.bridge;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.Eventually.until;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A WebSocket client that keeps what it is told. */
final class Browser {
  private final Vertx vertx;

  /** Kept: a client that is garbage closes its sockets. */
  private final WebSocketClient client;

  private final WebSocket socket;
  private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
  private volatile Short closedWith;

  private Browser(Vertx vertx, WebSocketClient client, WebSocket socket) {
    this.vertx = vertx;
    this.client = client;
    this.socket = socket;
    socket.textMessageHandler(this::take);
    socket.closeHandler(closed -> closedWith = socket.closeStatusCode());
  }

  static Browser open(Vertx vertx, Site site, String user) throws Exception {
    return await(connect(vertx, site.port(), site.token(user), null));
  }

  /** Fails when the server refuses the connection. */
  static Future<Browser> connect(Vertx vertx, int port, String token, String origin) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/eventbus/websocket?batch=1");
    if (token != null) {
      options.addHeader("Authorization", "Bearer " + token);
    }
    if (origin != null) {
      options.addHeader("Origin", origin);
    }
    WebSocketClient client = vertx.createWebSocketClient();
    return client.connect(options).map(socket -> new Browser(vertx, client, socket));
  }

  private void take(String text) {
    Object message = Json.decodeValue(text);
    if (message instanceof JsonArray several) {
      several.forEach(one -> heard.add((JsonObject) one));
    } else {
      heard.add((JsonObject) message);
    }
  }

  void say(JsonObject message) {
    socket.writeTextMessage(message.encode());
  }

  void say(String text) {
    socket.writeTextMessage(text);
  }

  /** Registers, and waits until it is live. */
  Browser register(Feed feed, JsonObject headers) throws Exception {
    long before = registrations(feed);
    say(
        new JsonObject()
            .put("type", "register")
            .put("address", feed.address())
            .put("headers", headers));
    until(vertx, () -> registrations(feed) > before);
    return this;
  }

  private long registrations(Feed feed) {
    return bodies(feed, body -> "registered".equals(body.getString("event_type"))).size();
  }

  private List<JsonObject> bodies(Feed feed, Predicate<JsonObject> wanted) {
    return heard.stream()
        .filter(message -> feed.address().equals(message.getString("address")))
        .filter(message -> "rec".equals(message.getString("type")))
        .map(message -> message.getJsonObject("body"))
        .filter(wanted)
        .toList();
  }

  /** The events of a feed so far, without news of registrations. */
  List<JsonObject> events(Feed feed) {
    return bodies(
        feed, body -> !List.of("registered", "gap").contains(body.getString("event_type", "")));
  }

  /** News of registrations and gaps of a feed. */
  List<JsonObject> news(Feed feed) {
    return bodies(
        feed, body -> List.of("registered", "gap").contains(body.getString("event_type", "")));
  }

  /** The numbers of the patterns so far. */
  List<Integer> numbers() {
    return events(Feed.PATTERN_ALERT).stream().map(event -> event.getInteger("n")).toList();
  }

  /** Waits for so many patterns. */
  Browser awaitNumbers(int count) throws Exception {
    until(vertx, () -> numbers().size() >= count);
    return this;
  }

  /** The newest position it was told for the patterns. */
  String position() {
    String newest = null;
    for (JsonObject message : heard) {
      if (Feed.PATTERN_ALERT.address().equals(message.getString("address"))) {
        JsonObject headers = message.getJsonObject("headers", new JsonObject());
        newest = headers.getString("position", newest);
      }
    }
    return newest;
  }

  /** What was refused, as the code with the words. */
  List<String> refusals() {
    return heard.stream()
        .filter(message -> "err".equals(message.getString("type")))
        .map(message -> message.getString("body") + ": " + message.getString("message"))
        .toList();
  }

  List<JsonObject> heard() {
    return heard;
  }

  /** Reads no more from its socket. */
  void freeze() {
    socket.pause();
  }

  /** Reads on. */
  void thaw() {
    socket.resume();
  }

  /** The code it was closed with. */
  int awaitClose() throws Exception {
    until(vertx, () -> closedWith != null);
    return closedWith;
  }

  void close() throws Exception {
    await(socket.close());
    await(client.close());
  }
}
