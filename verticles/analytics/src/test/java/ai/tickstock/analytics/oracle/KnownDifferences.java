package ai.tickstock.analytics.oracle;

import ai.tickstock.analytics.indicators.IndicatorSpec;
import java.util.Map;
import java.util.Set;

/** Where TA-Lib 0.6.4, which we follow, and the port of 0.4.0 are known to differ, and why. */
final class KnownDifferences {
  private static final Set<String> WIDER_RULES =
      Set.of("CDLENGULFING", "CDLHARAMI", "CDLHARAMICROSS");

  /** What the port takes for zero; 1e-14 in 0.6. */
  private static final double EPSILON = 1e-8;

  private KnownDifferences() {}

  /** Why a function cannot be compared, or null. */
  static String reason(String function) {
    return WIDER_RULES.contains(function)
        ? "0.6 also answers, with 80, where one end of the bodies matches"
        : null;
  }

  /** Why a function with such settings cannot be compared, or null. */
  static String reason(IndicatorSpec spec) {
    if (spec.parameters().getOrDefault("signalPeriod", 2.0) == 1 && !spec.name().endsWith("EXT")) {
      return "the port reads before the beginning of its own array";
    }
    return reason(spec.name());
  }

  /** Whether the port answers 0 where it divides by what only it takes for zero. */
  static boolean mayBeZero(String function) {
    return function.equals("RSI");
  }

  /** By how much the two may differ: a variance below the port's zero counts as none there. */
  static double slack(IndicatorSpec spec) {
    Map<String, Double> given = spec.parameters();
    return switch (spec.name()) {
      case "STDDEV" -> Math.sqrt(EPSILON) * Math.abs(given.get("nbDev"));
      case "BBANDS" ->
          Math.sqrt(EPSILON)
              * Math.max(Math.abs(given.get("nbDevUp")), Math.abs(given.get("nbDevDn")));
      default -> 0;
    };
  }
}
