package ai.tickstock.analytics.patterns;

import static ai.tickstock.market.Direction.BEARISH;
import static ai.tickstock.market.Direction.BULLISH;
import static ai.tickstock.market.Direction.REVERSAL;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.market.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The registry: every pattern there is, by friendly name. */
public final class Patterns {
  private static final Map<String, PatternDefinition> BY_NAME = new LinkedHashMap<>();

  static {
    put(
        "Doji",
        "CDLDOJI",
        1,
        10,
        "Opens and closes at nearly the same price: indecision",
        REVERSAL);
    put("Hammer", "CDLHAMMER", 1, 11, "Small body on a long lower shadow, near the low", BULLISH);
    put(
        "ShootingStar",
        "CDLSHOOTINGSTAR",
        1,
        11,
        "Small body under a long upper shadow, after a gap up",
        BEARISH);
    put("BullishEngulfing", "CDLENGULFING", 2, 2, "A white body engulfs a black one", BULLISH);
    put("BearishEngulfing", "CDLENGULFING", 2, 2, "A black body engulfs a white one", BEARISH);
    put("Harami", "CDLHARAMI", 2, 11, "A small body inside a long one", BULLISH, BEARISH);
    put(
        "MorningStar",
        "CDLMORNINGSTAR",
        3,
        12,
        "A long black body, a small one below it, a white one far back up",
        BULLISH);
    put(
        "EveningStar",
        "CDLEVENINGSTAR",
        3,
        12,
        "A long white body, a small one above it, a black one far back down",
        BEARISH);
  }

  private Patterns() {}

  private static void put(
      String name,
      String talibName,
      int bars,
      int lookback,
      String description,
      Direction... directions) {
    BY_NAME.put(
        name,
        new PatternDefinition(name, talibName, bars, lookback, List.of(directions), description));
  }

  /** All definitions, in the order of documentation. */
  public static List<PatternDefinition> all() {
    return List.copyOf(BY_NAME.values());
  }

  /** All friendly names. */
  public static Set<String> names() {
    return Set.copyOf(BY_NAME.keySet());
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
