package ai.tickstock.store.users;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The alerts that fired for each user. Methods fail with the database's error only. Thread-safe.
 */
public interface AlertHistory {
  /** What states an alert may be in. */
  Set<String> STATES = Set.of("pending", "delivered", "acknowledged", "failed", "muted");

  /**
   * An alert of the past.
   *
   * @param state one of {@link #STATES}
   * @param deliveries how each of its other channels went: channel, host, state, attempts, error
   */
  record Past(
      String alertId,
      String subscriptionId,
      Instant firedAt,
      String state,
      Instant changedAt,
      JsonObject message,
      List<JsonObject> deliveries) {}

  /**
   * Where a page of the past begins: behind an alert, newest first.
   *
   * @param firedAt null for the newest
   * @param alertId empty for all of that instant
   */
  record Before(Instant firedAt, String alertId) {
    /** The newest. */
    public static final Before NOTHING = new Before(null, "");
  }

  /** Keeps alerts with what is to be sent of them, all or nothing; those there stay as they are. */
  Future<Void> record(List<AlertRecord> alerts);

  /** Browsers have been told of these. */
  Future<Void> delivered(Collection<String> alertIds);

  /**
   * A user has seen these; those of others are passed over.
   *
   * @return those that are his, whatever their state was
   */
  Future<List<String>> acknowledge(String user, Collection<String> alertIds);

  /**
   * A user's alerts, newest first.
   *
   * @param states of these only; empty for all
   * @param subscriptionId of this one only; null for all
   */
  Future<List<Past>> past(
      String user, Set<String> states, String subscriptionId, Before before, int limit);

  /** Forgets what fired before an instant and needs no more sending; how many, at most so many. */
  Future<Integer> prune(Instant before, int most);
}
