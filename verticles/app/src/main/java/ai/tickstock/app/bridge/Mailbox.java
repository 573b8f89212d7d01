package ai.tickstock.app.bridge;

import ai.tickstock.wire.users.Kept;
import ai.tickstock.wire.users.UserMessages;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts of one user on their way to his sockets here: each socket reads his messages once, in
 * order, from the first that waits. Whatever says that there is news only has them read on; so
 * nothing comes twice, and what was not said comes with the next look. Not thread-safe: lives on
 * its hub's context.
 */
final class Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
  private static final int PAGE = 100;

  private final String user;
  private final UserMessages messages;
  private final Consumer<String> told;
  private final Set<Registration> registrations = new LinkedHashSet<>();
  private boolean isReading;
  private boolean isNews;

  /**
   * @param told hears of each alert a socket was given
   */
  Mailbox(String user, UserMessages messages, Consumer<String> told) {
    this.user = user;
    this.messages = messages;
    this.told = told;
  }

  void add(Registration registration) {
    registrations.add(registration);
    read();
  }

  /** Takes it out; true if nobody is left. */
  boolean remove(Registration registration) {
    registrations.remove(registration);
    return registrations.isEmpty();
  }

  /** Reads on until there is no more. A Redis that is away is asked again with the next call. */
  void read() {
    if (isReading) {
      isNews = true;
      return;
    }
    List<Registration> readers = registrations.stream().filter(Mailbox::hasRoom).toList();
    if (readers.isEmpty()) {
      return;
    }
    isReading = true;
    isNews = false;
    String after = readers.stream().map(Mailbox::servedTo).min(Kept::compareEntries).orElseThrow();
    messages
        .pending(user, after, PAGE)
        .onFailure(error -> LOG.debug("Messages of a user not read: {}", error.getMessage()))
        .onComplete(
            page -> {
              isReading = false;
              if (page.succeeded()) {
                give(page.result(), readers);
                if (isNews || page.result().size() == PAGE) {
                  read();
                }
              }
            });
  }

  /** A browser that takes too little reads on when it has room, and holds up no other. */
  private static boolean hasRoom(Registration registration) {
    return registration.socket().outbox().room().isComplete();
  }

  private static String servedTo(Registration registration) {
    return registration.socket().mailServedTo(registration.feed());
  }

  private void give(List<Kept> page, List<Registration> readers) {
    for (Kept message : page) {
      Map<Feed, String> texts = new EnumMap<>(Feed.class);
      JsonObject said = said(message);
      for (Registration reader : readers) {
        if (!reader.isOver() && Kept.compareEntries(message.entry(), servedTo(reader)) > 0) {
          reader.socket().mailServed(reader.feed(), message.entry());
          if (said != null && isFor(reader, said, message.entry())) {
            String text =
                texts.computeIfAbsent(
                    reader.feed(), feed -> Messages.rec(feed, null, message.json()));
            reader.socket().outbox().say(text);
            told.accept(message.alertId());
          }
        }
      }
    }
    readers.forEach(reader -> reader.socket().flush());
  }

  /** What anybody may have put into the stream is JSON, or nobody's. */
  private static JsonObject said(Kept message) {
    try {
      return new JsonObject(message.json());
    } catch (DecodeException | ClassCastException notOurs) {
      LOG.debug("Passed over message {}: no JSON object", message.entry());
      return null;
    }
  }

  /** An alert of a pattern goes with patterns, one of conditions with indicators, all else once. */
  private static boolean isFor(Registration reader, JsonObject said, String entry) {
    if ("alert_fired".equals(said.getValue("event_type"))) {
      return reader.feed()
          == (said.getValue("pattern") == null ? Feed.INDICATOR_UPDATE : Feed.PATTERN_ALERT);
    }
    boolean hasPatterns = reader.socket().registrations().containsKey(Feed.PATTERN_ALERT);
    return reader.feed() == (hasPatterns ? Feed.PATTERN_ALERT : Feed.INDICATOR_UPDATE)
        && reader.socket().isNewSummary(entry);
  }
}
