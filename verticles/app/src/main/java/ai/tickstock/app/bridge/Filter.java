package ai.tickstock.app.bridge;

import ai.tickstock.market.Symbols;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What of a feed a browser wants; an empty set means all. Immutable.
 *
 * @param minConfidence patterns less certain are left out, 0 to 1
 */
record Filter(
    Set<String> symbols,
    Set<String> timeframes,
    Set<String> patterns,
    Set<String> indicators,
    Set<String> kinds,
    double minConfidence) {
  /** Names a filter may list of each sort. */
  static final int MOST_NAMES = 1_000;

  private static final int LONGEST_NAME = 64;

  /**
   * A filter from the headers of a registration: lists as JSON arrays, or as words with commas
   * between.
   *
   * @throws IllegalArgumentException naming the field, what is expected and what it was
   */
  static Filter from(JsonObject headers) {
    return new Filter(
        names(headers, "symbols", true),
        names(headers, "timeframes", false),
        names(headers, "patterns", false),
        names(headers, "indicators", false),
        names(headers, "kinds", false),
        confidence(headers.getValue("min_confidence")));
  }

  private static Set<String> names(JsonObject headers, String field, boolean upper) {
    Object value = headers.getValue(field);
    if (value == null) {
      return Set.of();
    }
    JsonArray list =
        value instanceof JsonArray array ? array : new JsonArray(java.util.List.of(split(value)));
    Set<String> names = new LinkedHashSet<>();
    for (Object name : list) {
      if (!(name instanceof String text) || text.isBlank() || text.length() > LONGEST_NAME) {
        throw refused(field, "names of 1 to " + LONGEST_NAME + " characters", name);
      }
      names.add(upper ? text.strip().toUpperCase(Locale.ROOT) : text.strip());
    }
    if (names.size() > MOST_NAMES) {
      throw refused(field, "at most " + MOST_NAMES + " names", names.size() + " of them");
    }
    return Set.copyOf(names);
  }

  private static Object[] split(Object value) {
    return value instanceof String text && !text.isBlank()
        ? text.split(",", -1)
        : new Object[] {value};
  }

  private static double confidence(Object value) {
    if (value == null) {
      return 0;
    }
    double least;
    try {
      least = Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      throw refused("min_confidence", "a number from 0 to 1", value);
    }
    if (!(least >= 0 && least <= 1)) {
      throw refused("min_confidence", "a number from 0 to 1", value);
    }
    return least;
  }

  private static IllegalArgumentException refused(String field, String expected, Object was) {
    String shown = String.valueOf(was);
    return new IllegalArgumentException(
        field
            + ": expected "
            + expected
            + ", was "
            + (shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) + "…" : shown));
  }

  /** Whether a frame of everybody's is wanted; a sort a frame does not have lets it pass. */
  boolean accepts(Frame.Facts facts) {
    return takesSymbol(facts.symbol())
        && takes(timeframes, facts.timeframe())
        && takes(kinds, facts.kind())
        && (facts.label() == null
            ? takes(patterns, facts.name())
            : takes(indicators, facts.name()) || takes(indicators, facts.label()))
        && !(facts.confidence() < minConfidence);
  }

  /** A probe is for who names it. */
  private boolean takesSymbol(String symbol) {
    return takes(symbols, symbol)
        && (symbol == null || !symbols.isEmpty() || !Symbols.isProbe(symbol));
  }

  private static boolean takes(Set<String> wanted, String name) {
    return wanted.isEmpty() || name == null || wanted.contains(name);
  }
}
