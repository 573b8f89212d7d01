package ai.tickstock.analytics.patterns;

import ai.tickstock.analytics.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The registry: every pattern there is, by friendly name. First ours, whose rules are those of
 * TA-Lib 0.6.4's 61 candlestick functions, then those of every {@link PatternProvider} on the class
 * path.
 */
public final class Patterns {
  private static final String TALIB_PREFIX = "CDL";

  private static final Map<String, PatternDefinition> BY_NAME = new LinkedHashMap<>();

  static {
    StandardPatterns.definitions().forEach(pattern -> add(pattern, "TA-Lib's"));
    for (PatternProvider provider :
        ServiceLoader.load(PatternProvider.class, Patterns.class.getClassLoader())) {
      provider.definitions().forEach(pattern -> add(pattern, provider.getClass().getName()));
    }
  }

  private Patterns() {}

  private static void add(PatternDefinition definition, String provider) {
    if (BY_NAME.putIfAbsent(definition.name(), definition) != null) {
      throw new IllegalStateException(
          provider + ": expected names that are new, " + definition.name() + " is taken");
    }
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
   * @throws IllegalArgumentException naming the nearest valid ones, if there is none; those of a
   *     function of TA-Lib, if it is its name
   */
  public static PatternDefinition of(String name) {
    PatternDefinition definition = BY_NAME.get(name);
    if (definition == null) {
      throw new IllegalArgumentException(
          "pattern: expected a name such as " + nearest(String.valueOf(name)) + ", was " + name);
    }
    return definition;
  }

  private static String nearest(String name) {
    if (!name.toUpperCase(Locale.ROOT).startsWith(TALIB_PREFIX)) {
      return Nearest.to(name, BY_NAME.keySet());
    }
    Map<String, String> friendly =
        BY_NAME.values().stream()
            .filter(pattern -> !pattern.talibName().isEmpty())
            .collect(
                Collectors.groupingBy(
                    PatternDefinition::talibName,
                    Collectors.mapping(PatternDefinition::name, Collectors.joining(", "))));
    String talibName = Nearest.to(name, friendly.keySet()).split(",")[0];
    return friendly.get(talibName) + " (TA-Lib's " + talibName + ")";
  }
}
