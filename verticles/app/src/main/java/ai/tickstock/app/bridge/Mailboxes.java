package ai.tickstock.app.bridge;

import ai.tickstock.store.users.AlertHistory;
import ai.tickstock.wire.users.UserMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailboxes of the users whose sockets a hub has. They are looked at when something fired here,
 * and each second: what fired on another node, or was not said, comes then. Not thread-safe: lives
 * on its hub's context.
 */
final class Mailboxes {
  private static final Logger LOG = LoggerFactory.getLogger(Mailboxes.class);
  private static final int LOOKED_AT_ONCE = 1_000;
  private static final int MOST_TOLD = 10_000;

  private final UserMessages messages;
  private final AlertHistory history;
  private final Map<String, Mailbox> byUser = new LinkedHashMap<>();
  private Set<String> told = new LinkedHashSet<>();
  private Set<String> toldBefore = new LinkedHashSet<>();

  Mailboxes(UserMessages messages, AlertHistory history) {
    this.messages = messages;
    this.history = history;
  }

  /** Whether a user's own alerts may come on a feed. */
  static boolean isOf(Feed feed) {
    return feed == Feed.PATTERN_ALERT || feed == Feed.INDICATOR_UPDATE;
  }

  void join(Registration registration) {
    String user = registration.socket().user();
    byUser.computeIfAbsent(user, name -> new Mailbox(name, messages, this::told)).add(registration);
  }

  void leave(Registration registration) {
    String user = registration.socket().user();
    Mailbox mailbox = byUser.get(user);
    if (mailbox != null && mailbox.remove(registration)) {
      byUser.remove(user);
    }
  }

  /** Something fired for a user. */
  void news(String user) {
    Mailbox mailbox = byUser.get(user);
    if (mailbox != null) {
      mailbox.read();
    }
  }

  private void told(String alertId) {
    if (told.size() < MOST_TOLD) {
      told.add(alertId);
    }
  }

  /** Once a second: reads on, each user in turn, and writes down what browsers were told. */
  void look() {
    List<String> turn = new ArrayList<>();
    for (String user : byUser.keySet()) {
      if (turn.size() == LOOKED_AT_ONCE) {
        break;
      }
      turn.add(user);
    }
    for (String user : turn) {
      Mailbox mailbox = byUser.remove(user);
      byUser.put(user, mailbox);
      mailbox.read();
    }
    writeDown();
  }

  /** A second later: an alert may be read from Redis before it is in the history. */
  private void writeDown() {
    Set<String> due = toldBefore;
    toldBefore = told;
    told = new LinkedHashSet<>();
    if (!due.isEmpty()) {
      history
          .delivered(due)
          .onFailure(
              error -> {
                LOG.debug("Not written down yet what was delivered: {}", error.getMessage());
                due.forEach(this::told);
              });
    }
  }

  void close() {
    byUser.clear();
    toldBefore.addAll(told);
    told = new LinkedHashSet<>();
    writeDown();
    messages.close();
  }
}
