package ai.tickstock.app.bridge;

import ai.tickstock.app.http.Identity;
import ai.tickstock.wire.users.Kept;
import io.vertx.core.buffer.Buffer;
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
    Said said = Said.of(message);
    if (said instanceof Said.Ping) {
      hub.pong(this);
    } else if (said instanceof Said.Register wanted) {
      hub.register(this, wanted.feed(), wanted.wish());
    } else if (said instanceof Said.Unregister unwanted) {
      hub.unregister(this, unwanted.feed());
    } else if (said instanceof Said.Refused refused) {
      refuse(refused.address(), refused.code(), refused.reason());
    }
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
