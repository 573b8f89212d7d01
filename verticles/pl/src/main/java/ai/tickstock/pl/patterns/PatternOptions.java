package ai.tickstock.pl.patterns;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.chart.ChartPatternDetector;
import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.alerts.AlertNeeds;
import ai.tickstock.pl.analysis.StageConfig;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the pattern stage does.
 *
 * @param enabled names of the patterns to look for; {@code patterns.enabled}, default all
 * @param timeframes the bars to look at; {@code patterns.timeframes}, default all
 * @param minConfidence patterns less certain are not published, 0 to 1; {@code
 *     patterns.minConfidence}, default 0
 * @param perSymbolLimit above so many bars in a batch the log lines per symbol are DEBUG; {@code
 *     logging.perSymbolLimit}, default 50
 * @param needed what alerts need besides, by timeframe
 */
public record PatternOptions(
    Set<String> enabled,
    Set<Timeframe> timeframes,
    double minConfidence,
    int perSymbolLimit,
    Map<Timeframe, Set<String>> needed) {
  /** Stands for every pattern of the registry. */
  public static final String ALL = "ALL";

  private static final Set<String> NAMES =
      Stream.of(Patterns.names(), ChartPatterns.names())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  public PatternOptions {
    enabled = enabled.contains(ALL) ? NAMES : Set.copyOf(enabled);
    timeframes = Set.copyOf(timeframes);
    needed = Map.copyOf(needed);
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "patterns.minConfidence: expected a number from 0 to 1, was " + minConfidence);
    }
    try {
      enabled.forEach(PatternOptions::check);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("patterns.enabled: " + e.getMessage(), e);
    }
  }

  /** With nothing that alerts need. */
  public PatternOptions(
      Set<String> enabled, Set<Timeframe> timeframes, double minConfidence, int perSymbolLimit) {
    this(enabled, timeframes, minConfidence, perSymbolLimit, Map.of());
  }

  /**
   * Reads the whole configuration.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public static PatternOptions from(JsonObject config) {
    StageConfig patterns = new StageConfig(config, "patterns");
    return new PatternOptions(
        Set.copyOf(patterns.names("enabled", NAMES)),
        patterns.timeframes(),
        patterns.number("minConfidence", 0),
        patterns.perSymbolLimit(),
        needed(config.getJsonObject(AlertNeeds.KEY)));
  }

  private static Map<Timeframe, Set<String>> needed(JsonObject needs) {
    Map<Timeframe, Set<String>> needed = new EnumMap<>(Timeframe.class);
    if (needs != null) {
      for (Object each : needs.getJsonArray("patterns")) {
        JsonObject need = (JsonObject) each;
        for (Timeframe on : StageConfig.timeframes(need.getJsonArray("timeframes"))) {
          needed.computeIfAbsent(on, any -> new HashSet<>()).add(need.getString("name"));
        }
      }
    }
    return needed;
  }

  /** Whether bars of a timeframe are looked at. */
  public boolean covers(Timeframe timeframe) {
    return timeframes.contains(timeframe) || needed.containsKey(timeframe);
  }

  /** What may be enabled: the names of all candlestick and all chart patterns. */
  public static Set<String> names() {
    return NAMES;
  }

  /** TA-Lib's names are answered with ours. */
  private static void check(String name) {
    if (name.startsWith("CDL")) {
      Patterns.of(name);
    }
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("pattern: " + expected(name));
    }
  }

  /** What to say of a name there is not: the nearest there are. */
  public static String expected(String name) {
    return "expected a name such as " + Nearest.to(name, NAMES) + ", was " + name;
  }

  /** A detector of the candlestick patterns wanted on bars of a timeframe. */
  PatternDetector candlesticks(Timeframe timeframe) {
    return new PatternDetector(both(Patterns.names(), timeframe));
  }

  /** A detector of the chart patterns wanted on bars of a timeframe. */
  ChartPatternDetector charts(Timeframe timeframe) {
    return new ChartPatternDetector(both(ChartPatterns.names(), timeframe));
  }

  private Set<String> both(Set<String> kind, Timeframe timeframe) {
    Set<String> wanted = new HashSet<>(needed.getOrDefault(timeframe, Set.of()));
    if (timeframes.contains(timeframe)) {
      wanted.addAll(enabled);
    }
    wanted.retainAll(kind);
    return Set.copyOf(wanted);
  }
}
