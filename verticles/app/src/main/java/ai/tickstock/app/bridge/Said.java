package ai.tickstock.app.bridge;

import ai.tickstock.wire.message.Texts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** What a browser said, by the Vert.x event-bus bridge protocol. Pure: whatever the bytes are. */
sealed interface Said {
  /** It is alive, and wants to know the positions. */
  record Ping() implements Said {}

  /** It wants what comes on a feed. */
  record Register(Feed feed, Wish wish) implements Said {}

  /** It wants no more of a feed. */
  record Unregister(Feed feed) implements Said {}

  /**
   * Nothing that may be said.
   *
   * @param address what it was about, cut; null if that is not known
   * @param code as the bridge protocol has it
   * @param reason what is expected, for people
   */
  record Refused(String address, String code, String reason) implements Said {}

  /** The words of a message. Never throws. */
  static Said of(Buffer message) {
    JsonObject said;
    try {
      said = message.toJsonObject();
    } catch (DecodeException | ClassCastException e) {
      return new Refused(null, "invalid_json", "message: expected a JSON object with a type");
    }
    String unsound = Texts.unsoundIn(said);
    if (unsound != null) {
      return new Refused(null, "invalid_json", cut(unsound + ": " + Texts.EXPECTED));
    }
    if (!(said.getValue("type") instanceof String type)) {
      return new Refused(null, "missing_type", "type: expected ping, register or unregister");
    }
    return switch (type) {
      case "ping" -> new Ping();
      case "register", "unregister" -> ofFeed(type, said);
      case "send", "publish" ->
          new Refused(
              text(said.getValue("address")),
              "access_denied",
              "type: expected ping, register or unregister, browsers send nothing here: requests go to"
                  + " /api");
      default ->
          new Refused(
              null,
              "invalid_type",
              "type: expected ping, register or unregister, was " + cut(type));
    };
  }

  private static Said ofFeed(String type, JsonObject said) {
    String address = text(said.getValue("address"));
    if (address == null) {
      return new Refused(null, "missing_address", "address: expected one of " + Feed.addresses());
    }
    Feed feed = Feed.at(address);
    if (feed == null) {
      return new Refused(address, "access_denied", "address: expected one of " + Feed.addresses());
    }
    return type.equals("register")
        ? register(feed, said.getValue("headers"))
        : new Unregister(feed);
  }

  private static Said register(Feed feed, Object headers) {
    if (headers != null && !(headers instanceof JsonObject)) {
      return new Refused(feed.address(), "rejected", "headers: expected an object");
    }
    try {
      Wish wish = Wish.from(headers == null ? new JsonObject() : (JsonObject) headers);
      return wish.mine() && !Mailboxes.isOf(feed)
          ? new Refused(
              feed.address(),
              "rejected",
              "mine: expected on pattern_alert and indicator_update only")
          : new Register(feed, wish);
    } catch (IllegalArgumentException e) {
      return new Refused(feed.address(), "rejected", cut(e.getMessage()));
    }
  }

  private static String text(Object value) {
    return value instanceof String text ? cut(text) : null;
  }

  private static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
