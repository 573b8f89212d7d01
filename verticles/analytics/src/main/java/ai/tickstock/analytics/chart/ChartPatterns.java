package ai.tickstock.analytics.chart;

import ai.tickstock.analytics.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The registry: every chart pattern there is, the more special before the more general. */
public final class ChartPatterns {
  /** In the order in which one is preferred to another. */
  static final List<ChartRule> RULES =
      List.of(
          new HeadAndShoulders(),
          EqualTops.THREE,
          EqualTops.TWO,
          new Spike(),
          new CupAndHandle(),
          new Pause(),
          new Ranges());

  private static final Map<String, ChartPatternDefinition> BY_NAME = new LinkedHashMap<>();

  static {
    RULES.stream()
        .flatMap(rule -> rule.definitions().stream())
        .forEach(definition -> BY_NAME.put(definition.name(), definition));
    BY_NAME.put(Gaps.GAP.name(), Gaps.GAP);
  }

  private static final List<ChartPatternDefinition> ALL = List.copyOf(BY_NAME.values());
  private static final Set<String> NAMES = Set.copyOf(BY_NAME.keySet());

  private ChartPatterns() {}

  /** All definitions, in the order of documentation. */
  public static List<ChartPatternDefinition> all() {
    return ALL;
  }

  /** All names. */
  public static Set<String> names() {
    return NAMES;
  }

  /**
   * The definition of a name.
   *
   * @throws IllegalArgumentException naming the nearest valid ones, if there is none
   */
  public static ChartPatternDefinition of(String name) {
    ChartPatternDefinition definition = BY_NAME.get(name);
    if (definition == null) {
      throw new IllegalArgumentException(
          "chart pattern: expected a name such as "
              + Nearest.to(name, new ArrayList<>(NAMES))
              + ", was "
              + name);
    }
    return definition;
  }
}
