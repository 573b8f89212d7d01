package ai.tickstock.wire.users;

import io.vertx.core.Future;
import java.util.List;

/**
 * What fired for each user and waits for him, and what is needed to fire it once: over all nodes,
 * browsers and restarts. A Redis that is away for longer than a command may take fails a call;
 * whether it was done is then unknown, and doing it again is harmless. Users are named by 1 to 64
 * of letters, digits and {@code . _ @ -}; another name fails a call. Not thread-safe.
 */
public interface UserMessages {
  /** How long messages live behind the last that came: 7 days. */
  long MESSAGE_MILLIS = 7L * 24 * 3_600_000;

  /**
   * How long it is remembered that an alert fired, by the server's clock, and what marks it set, by
   * the time of events: 30 days.
   */
  long MEMORY_MILLIS = 30L * 24 * 3_600_000;

  /** How many alerts of one user are remembered, at most. */
  int MOST_IDS = 100_000;

  /** How many marks of one subscription are remembered, at most. */
  int MOST_MARKS = 20_000;

  /** How few messages a user may have room for. */
  int LEAST_MESSAGES = 10;

  /**
   * Decides and keeps, as one step. Where there is no room for the message, the oldest (a tenth of
   * all) give way to one that counts them: {@code alerts_summarised}, with {@code count} and the
   * times {@code from} and {@code to} at which they fired. It stands where that happened, and there
   * is never more than one.
   */
  Future<Fired> fire(String user, Firing firing);

  /**
   * The messages behind an entry, oldest first, at most so many.
   *
   * @param afterEntry the last one had; empty for all
   */
  Future<List<Kept>> pending(String user, String afterEntry, int limit);

  /**
   * Removes what the user has seen.
   *
   * @param alertIds at most 1,000
   * @return those that had been there
   */
  Future<List<String>> acknowledge(String user, List<String> alertIds);

  /** How many messages wait. */
  Future<Long> length(String user);

  /** Forgets when a subscription fired: it was changed, and its limits begin anew, or deleted. */
  Future<Void> forget(String user, String subscriptionId);

  /** Closes its connection. */
  void close();
}
