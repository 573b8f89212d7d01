package ai.tickstock.app.bridge;

import ai.tickstock.wire.log.LogPosition;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What the server says to a browser: messages of the Vert.x event-bus bridge protocol. */
final class Messages {
  private Messages() {}

  /** An event; {@code body} is JSON already. */
  static String rec(Feed feed, LogPosition position, String body) {
    StringBuilder text = new StringBuilder(body.length() + 120);
    text.append("{\"type\":\"rec\",\"address\":\"").append(feed.address()).append('"');
    if (position != null) {
      text.append(",\"headers\":{\"position\":\"").append(position).append("\"}");
    }
    return text.append(",\"body\":").append(body).append('}').toString();
  }

  /** All that was missed has been sent; what follows is live. */
  static String registered(Feed feed, LogPosition position, long replayed) {
    JsonObject body = new JsonObject().put("event_type", "registered").put("replayed", replayed);
    if (position != null) {
      body.put("position", position.toString());
    }
    return rec(feed, position, body.encode());
  }

  /** Some events are gone for ever. */
  static String gap(Feed feed, long missing) {
    JsonObject body = new JsonObject().put("event_type", "gap").put("missing", missing);
    return rec(feed, null, body.encode());
  }

  /** Alive; how far the browser's feeds have come. */
  static String pong(long nowMillis, Map<String, String> positions) {
    return new JsonObject()
        .put("type", "pong")
        .put("time", nowMillis / 1000.0)
        .put("positions", new JsonObject(Map.copyOf(positions)))
        .encode();
  }

  /**
   * Something was refused.
   *
   * @param code as the bridge protocol has it, such as access_denied
   * @param message what is expected, for people
   */
  static String refused(String address, String code, String message) {
    JsonObject refused = new JsonObject().put("type", "err").put("body", code);
    if (address != null) {
      refused.put("address", address);
    }
    return refused.put("message", message).encode();
  }
}
