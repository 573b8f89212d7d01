package ai.tickstock.store.users;

import java.time.Instant;
import java.util.List;

/**
 * An alert that fired, to be kept.
 *
 * @param message what its user is told, JSON
 * @param forBrowser whether it waits for the user's browsers
 * @param muted whether nobody is told
 * @param sendings the channels it is to be sent on, besides browsers
 */
public record AlertRecord(
    String alertId,
    String userId,
    String subscriptionId,
    Instant firedAt,
    String message,
    boolean forBrowser,
    boolean muted,
    List<Sending> sendings) {
  /**
   * One way it is to be sent.
   *
   * @param channel which of the rule's channels, from 0
   * @param kind webhook or email
   * @param host where it goes
   * @param target address, secret and template, JSON
   */
  public record Sending(int channel, String kind, String host, String target) {
    @Override
    public String toString() {
      return kind + " to " + host; // the target may bear secrets
    }
  }

  public AlertRecord {
    sendings = List.copyOf(sendings);
  }
}
