package ai.tickstock.wire.users;

import java.time.Duration;

/**
 * A rest that has to pass between two alerts with the same mark, counted in the time of their bars.
 *
 * @param mark what rests, such as a rule and a symbol; never empty
 * @param quiet how long; {@link #EVER} for as long as the mark is remembered
 */
public record FireLimit(String mark, Duration quiet) {
  /** One alert with a mark is all there will be. */
  public static final Duration EVER = Duration.ofDays(36_500);

  public FireLimit {
    if (mark.isEmpty()) {
      throw new IllegalArgumentException("mark: expected at least one character");
    }
    if (quiet.isNegative()) {
      throw new IllegalArgumentException("quiet: expected 0 or longer, was " + quiet);
    }
  }
}
