package ai.tickstock.analytics.patterns;

import static ai.tickstock.market.Direction.BEARISH;
import static ai.tickstock.market.Direction.BULLISH;
import static ai.tickstock.market.Direction.REVERSAL;

import ai.tickstock.analytics.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The registry: every pattern there is, by friendly name. The rules are TA-Lib 0.6.4's, after Steve
 * Nison, Japanese Candlestick Charting Techniques, 1991.
 */
public final class Patterns {
  private static final Map<String, PatternDefinition> BY_NAME = new LinkedHashMap<>();

  static {
    for (PatternDefinition definition : definitions()) {
      BY_NAME.put(definition.name(), definition);
    }
  }

  private Patterns() {}

  private static List<PatternDefinition> definitions() {
    return List.of(
        new PatternDefinition(
            "Doji",
            CandleFunction.DOJI,
            "Opens and closes at nearly the same price: indecision",
            REVERSAL),
        new PatternDefinition(
            "Hammer",
            CandleFunction.HAMMER,
            "A small body on a long lower shadow, near the low before",
            BULLISH),
        new PatternDefinition(
            "ShootingStar",
            CandleFunction.SHOOTING_STAR,
            "A small body under a long upper shadow, after a gap up",
            BEARISH),
        new PatternDefinition(
            "BullishEngulfing",
            CandleFunction.ENGULFING,
            "A white body engulfs the black one before",
            BULLISH),
        new PatternDefinition(
            "BearishEngulfing",
            CandleFunction.ENGULFING,
            "A black body engulfs the white one before",
            BEARISH),
        new PatternDefinition(
            "Harami",
            CandleFunction.HARAMI,
            "A small body within the long one before, and against it",
            BULLISH,
            BEARISH),
        new PatternDefinition(
            "MorningStar",
            CandleFunction.MORNING_STAR,
            "A long black body, a small one below it, a white one far back up",
            BULLISH),
        new PatternDefinition(
            "EveningStar",
            CandleFunction.EVENING_STAR,
            "A long white body, a small one above it, a black one far back down",
            BEARISH));
  }

  /** All definitions, in the order of documentation, which is that of detection. */
  public static List<PatternDefinition> all() {
    return List.copyOf(BY_NAME.values());
  }

  /** All friendly names, in the same order. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /**
   * The definition of a friendly name.
   *
   * @throws IllegalArgumentException naming the nearest valid ones, if there is none
   */
  public static PatternDefinition of(String name) {
    PatternDefinition definition = BY_NAME.get(name);
    if (definition == null) {
      throw new IllegalArgumentException(
          "pattern: expected a name such as "
              + Nearest.to(String.valueOf(name), BY_NAME.keySet())
              + ", was "
              + name);
    }
    return definition;
  }
}
