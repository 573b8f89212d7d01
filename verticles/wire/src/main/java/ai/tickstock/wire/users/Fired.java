package ai.tickstock.wire.users;

/**
 * What became of a firing.
 *
 * @param entry the entry of the stream its message is kept in; empty if it is not, or no longer
 */
public record Fired(Outcome outcome, String entry) {
  /** How it was decided. */
  public enum Outcome {
    /** It fires, now. */
    FIRED,
    /** It fired before: whoever has not finished what follows does so now. */
    ALREADY,
    /** It does not fire: its mark has, too short a time ago. */
    TOO_SOON
  }
}
