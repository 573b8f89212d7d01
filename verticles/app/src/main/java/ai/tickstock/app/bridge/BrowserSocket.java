package ai.tickstock.app.bridge;

import ai.tickstock.app.http.Identity;
import ai.tickstock.wire.users.Kept;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.EnumMap;
import java.util.Map;

/**
 * One browser's socket: reads what it says, holds its registrations and what waits for it. Not
 * thread-safe: lives on its hub's context.
 */
final class BrowserSocket {
  /** Close codes of the public contract. */
  static final int SIGN_IN = 4401;

  static final int TOO_SLOW = 4408;
  static final int TOO_MUCH = 4429;
  static final int STOPPING = 1001;

  private static final long GOODBYE_MILLIS = 3_000;
  private static final int LONGEST_MESSAGE = 64 << 10;
  private static final int MESSAGES_PER_SECOND = 50;
  private static final int BURST = 200;

  private final Hub hub;
  private final SockJSSocket socket;
  private final Identity identity;
  private final Outbox outbox;
  private final Map<Feed, Registration> registrations = new EnumMap<>(Feed.class);
  private final Map<Feed, String> mail = new EnumMap<>(Feed.class);
  private String lastSummary = "";
  private double allowance = BURST;
  private long lastHeard = System.nanoTime();
  private boolean isClosed;

  BrowserSocket(Hub hub, SockJSSocket socket, Identity identity, boolean batching) {
    this.hub = hub;
    this.socket = socket;
    this.identity = identity;
    this.outbox = new Outbox(socket::write, batching);
  }

  String user() {
    return identity.user();
  }

  Outbox outbox() {
    return outbox;
  }

  Map<Feed, Registration> registrations() {
    return registrations;
  }

  /**
   * The last of its user's messages that it was given, or passed over, on a feed; empty if none.
   */
  String mailServedTo(Feed feed) {
    return mail.getOrDefault(feed, "");
  }

  void mailServed(Feed feed, String entry) {
    mail.put(feed, entry);
  }

  /** Whether what goes on any feed was not given on another one before. */
  boolean isNewSummary(String entry) {
    boolean isNew = Kept.compareEntries(entry, lastSummary) > 0;
    lastSummary = isNew ? entry : lastSummary;
    return isNew;
  }

  void flush() {
    if (!isClosed) {
      outbox.flush();
    }
  }

  void heard(Buffer message) {
    long now = System.nanoTime();
    allowance = Math.min(BURST, allowance + (now - lastHeard) / 1e9 * MESSAGES_PER_SECOND);
    lastHeard = now;
    if (--allowance < 0) {
      close(TOO_MUCH, "more than " + MESSAGES_PER_SECOND + " messages a second");
    } else if (message.length() > LONGEST_MESSAGE) {
      close(TOO_MUCH, "a message of more than " + LONGEST_MESSAGE + " bytes");
    } else if (!isClosed) {
      obey(message);
      flush();
    }
  }

  private void obey(Buffer message) {
    JsonObject said;
    try {
      said = message.toJsonObject();
    } catch (DecodeException | ClassCastException e) {
      refuse(null, "invalid_json", "expected a JSON object with a type");
      return;
    }
    if (!(said.getValue("type") instanceof String type)) {
      refuse(null, "missing_type", "expected a type: ping, register or unregister");
      return;
    }
    switch (type) {
      case "ping" -> hub.pong(this);
      case "register" -> register(said);
      case "unregister" -> unregister(said);
      case "send", "publish" ->
          refuse(
              text(said.getValue("address")),
              "access_denied",
              "browsers send nothing here: requests go to /api");
      default ->
          refuse(null, "invalid_type", "expected ping, register or unregister, was " + cut(type));
    }
  }

  private void register(JsonObject said) {
    Feed feed = feed(said);
    if (feed == null) {
      return;
    }
    try {
      JsonObject headers = said.getJsonObject("headers", new JsonObject());
      Wish wish = Wish.from(headers == null ? new JsonObject() : headers);
      if (wish.mine() && !Mailboxes.isOf(feed)) {
        throw new IllegalArgumentException(
            "mine: own alerts come on pattern_alert and indicator_update only");
      }
      hub.register(this, feed, wish);
    } catch (IllegalArgumentException | ClassCastException e) {
      refuse(feed.address(), "rejected", cut(e.getMessage()));
    }
  }

  private void unregister(JsonObject said) {
    Feed feed = feed(said);
    if (feed != null) {
      hub.unregister(this, feed);
    }
  }

  private Feed feed(JsonObject said) {
    String address = text(said.getValue("address"));
    if (address == null) {
      refuse(null, "missing_address", "expected an address: one of " + Feed.addresses());
      return null;
    }
    Feed feed = Feed.at(address);
    if (feed == null) {
      refuse(address, "access_denied", "expected one of " + Feed.addresses());
    }
    return feed;
  }

  private static String text(Object value) {
    return value instanceof String text ? cut(text) : null;
  }

  private static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private void refuse(String address, String code, String message) {
    hub.metrics().refused(code);
    outbox.say(Messages.refused(address, code, message));
  }

  /** Not heard of for so long, or slower than anybody should wait for. */
  void inspect(long silentNanos, long stuckNanos) {
    if (outbox.isHopeless(stuckNanos)) {
      hub.metrics().tooSlow();
      close(TOO_SLOW, "too slow: come back with your positions");
    } else if (System.nanoTime() - lastHeard > silentNanos) {
      close(STOPPING, "nothing heard for so long: send a ping now and then");
    }
  }

  long expiresAtMillis() {
    return identity.expiresAtMillis();
  }

  void close(int code, String reason) {
    if (!isClosed) {
      isClosed = true;
      outbox.close();
      socket.close(code, reason);
      hub.gone(this);
      hub.after(GOODBYE_MILLIS, this::sever);
    }
  }

  /** Ends it for good if the browser has not taken the goodbye. */
  void sever() {
    Severing.sever(socket.routingContext().request().connection());
  }

  /** The browser closed it, or the way to it broke. */
  void closed() {
    if (!isClosed) {
      isClosed = true;
      outbox.close();
      hub.gone(this);
    }
  }
}
