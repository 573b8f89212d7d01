package ai.tickstock.store.users;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What is to be sent of the alerts that fired. Whoever sends one has claimed it for a time; when
 * that is over, anybody may. Methods fail with the database's error only. Thread-safe.
 */
public interface DeliveryQueue {
  /**
   * One to be sent, claimed.
   *
   * @param kind webhook or email
   * @param target address, secret and template
   * @param attempts how often it was tried, this time counted
   * @param message what is to be said
   */
  record Delivery(
      long id,
      String alertId,
      String userId,
      String kind,
      String host,
      JsonObject target,
      int attempts,
      String claim,
      JsonObject message) {
    @Override
    public String toString() {
      return kind + " " + id + " to " + host; // the target may bear secrets
    }
  }

  /** One that was given up. */
  record DeadLetter(
      long id,
      String alertId,
      String kind,
      String host,
      int attempts,
      String error,
      Instant failedAt,
      JsonObject message) {}

  /**
   * Claims what is due, the oldest first.
   *
   * @param claim the caller's, another one each time
   * @param lease how long nobody else takes it
   * @param limit of all hosts together
   * @param perHost of each host
   * @param without hosts that get nothing now
   */
  Future<List<Delivery>> claim(
      String claim, Duration lease, int limit, int perHost, Collection<String> without);

  /** It was taken. True if the claim still held. */
  Future<Boolean> delivered(Delivery delivery);

  /**
   * It is to be tried again.
   *
   * @param counts whether this attempt counts
   */
  Future<Boolean> again(Delivery delivery, Duration in, String error, boolean counts);

  /** It is given up. */
  Future<Boolean> dead(Delivery delivery, String error);

  /**
   * A user's that were given up, newest first.
   *
   * @param before ids below this one only
   */
  Future<List<DeadLetter>> deadLetters(String user, long before, int limit);

  /** Tries one that was given up again, now. False if the user has no such one. */
  Future<Boolean> retry(String user, long id);

  /** How many wait. */
  Future<Long> waiting();
}
