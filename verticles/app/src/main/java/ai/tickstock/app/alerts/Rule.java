package ai.tickstock.app.alerts;

import ai.tickstock.market.Timeframe;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a user wants to be told. Immutable.
 *
 * @param id the subscription's id, unique among all users'
 * @param version one more for each change
 * @param symbols in upper case; empty where {@code universe} is given
 * @param universe names and symbols with colons between; null where symbols are given
 * @param patterns names; empty where conditions alone fire
 * @param direction null for any
 * @param conditions all of them have to hold; without patterns the last one to come true fires
 * @param minutes between two alerts of {@link Frequency#EVERY_MINUTES}, else 0
 * @param activeHours null for always
 * @param expiresAt null for never
 * @param mutedUntil null if it is not muted
 */
public record Rule(
    String id,
    String userId,
    long version,
    String name,
    Set<String> symbols,
    String universe,
    Set<Timeframe> timeframes,
    Set<String> patterns,
    String direction,
    double minConfidence,
    List<RuleCondition> conditions,
    Frequency frequency,
    int minutes,
    int cooldownSeconds,
    ActiveHours activeHours,
    Instant expiresAt,
    List<AlertChannel> channels,
    boolean enabled,
    Instant mutedUntil,
    Instant createdAt,
    Instant updatedAt) {
  public Rule {
    symbols = Set.copyOf(symbols);
    timeframes = Set.copyOf(timeframes);
    patterns = Set.copyOf(patterns);
    conditions = List.copyOf(conditions);
    channels = List.copyOf(channels);
  }

  /** Whether its alerts go to those who listen for patterns, rather than for indicators. */
  public boolean isOfPatterns() {
    return !patterns.isEmpty();
  }

  /** The same with what the store knows of it. */
  Rule stored(long number, boolean isEnabled, Instant muted, Instant created, Instant updated) {
    return new Rule(
        id,
        userId,
        number,
        name,
        symbols,
        universe,
        timeframes,
        patterns,
        direction,
        minConfidence,
        conditions,
        frequency,
        minutes,
        cooldownSeconds,
        activeHours,
        expiresAt,
        channels,
        isEnabled,
        muted,
        created,
        updated);
  }

  /** Whether nobody is to be told for now. */
  public boolean isMutedAt(Instant now) {
    return mutedUntil != null && now.isBefore(mutedUntil);
  }
}
