package ai.tickstock.wire.users;

import java.util.List;
import java.util.Objects;

/**
 * A rule that matches, to be decided on.
 *
 * @param alertId what this is about: the same match has the same id, whoever finds it and however
 *     often; 1 to 500 characters
 * @param subscriptionId the rule's
 * @param limits all of them have to have passed; only a firing sets their marks
 * @param atMillis time of the event that matched, Unix milliseconds: limits go by it rather than by
 *     a clock, so that events read again are decided on alike; an event older than the last that
 *     fired is too soon as well
 * @param message what the user is to be told, JSON; null if nothing is to be kept for him
 */
public record Firing(
    String alertId, String subscriptionId, List<FireLimit> limits, long atMillis, String message) {
  /** Most characters of an alert's id. */
  public static final int LONGEST_ID = 500;

  public Firing {
    Objects.requireNonNull(subscriptionId, "subscriptionId");
    limits = limits.stream().filter(limit -> !limit.quiet().isZero()).toList();
    if (alertId.isEmpty() || alertId.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "alertId: expected 1 to " + LONGEST_ID + " characters, was \"" + alertId + "\"");
    }
  }
}
