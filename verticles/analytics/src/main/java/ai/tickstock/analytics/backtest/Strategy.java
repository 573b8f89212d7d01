package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.analytics.rules.Condition;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a position is opened.
 *
 * <p>With patterns, a pattern is the signal: bullish ones buy, bearish ones sell; one that says
 * reversal goes against the trend before it, one that says continuation with it (the sign of the
 * change of the close over the 5 bars before the pattern). On a bar with signals both ways the
 * surer counts, of equally sure ones none. Without patterns, the signal comes on the bar on which
 * all conditions begin to hold.
 *
 * @param patterns friendly names of candlestick and chart patterns; may be empty
 * @param minConfidence of a pattern, 0 to 1
 * @param conditions all of them must hold on the bar of the signal
 * @param direction which positions are opened
 */
public record Strategy(
    Set<String> patterns, double minConfidence, List<Condition> conditions, Allowed direction) {
  /** Which positions are opened. */
  public enum Allowed {
    LONG,
    SHORT,
    BOTH;

    boolean allows(Side side) {
      return this == BOTH || (this == LONG) == (side == Side.LONG);
    }
  }

  /**
   * Checks.
   *
   * @throws IllegalArgumentException that says what is wrong, or names the nearest valid patterns
   */
  public Strategy {
    patterns = checked(patterns);
    Checks.within("min_confidence", minConfidence, 0, 1);
    conditions = Checks.few("enter_when", conditions);
    if (patterns.isEmpty() && conditions.isEmpty()) {
      throw new IllegalArgumentException(
          "patterns: expected at least one, or a condition to enter on, was nothing");
    }
    if (patterns.isEmpty() && direction == Allowed.BOTH) {
      throw new IllegalArgumentException(
          "direction: expected long or short where conditions alone decide, was both");
    }
  }

  /** Every signal of some patterns, long only. */
  public static Strategy longOn(String... patterns) {
    return new Strategy(Set.of(patterns), 0, List.of(), Allowed.LONG);
  }

  private static Set<String> checked(Set<String> names) {
    Set<String> all = new LinkedHashSet<>();
    Stream<String> sorted = names.stream().sorted(Comparator.naturalOrder());
    sorted.forEach(
        name -> {
          if (!ChartPatterns.names().contains(name)) {
            Patterns.of(name);
          }
          all.add(name);
        });
    return Collections.unmodifiableSet(all);
  }
}
