package ai.tickstock.analytics.oracle;

import ai.tickstock.analytics.indicators.IndicatorSpec;
import java.util.Map;
import java.util.Set;

/** Where TA-Lib 0.6.4, which we follow, and the port of 0.4.0 are known to differ, and why. */
final class KnownDifferences {
  private static final Set<String> WIDER_RULES =
      Set.of("CDLENGULFING", "CDLHARAMI", "CDLHARAMICROSS");

  /** They divide by what may vanish, and answer something else where it counts as zero. */
  private static final Set<String> DIVIDING =
      Set.of(
          "ADX",
          "ADXR",
          "APO",
          "BETA",
          "BOP",
          "CMO",
          "CORREL",
          "DX",
          "KAMA",
          "MINUS_DI",
          "NATR",
          "PLUS_DI",
          "PPO",
          "RSI",
          "STOCHRSI",
          "ULTOSC");

  /** What the port takes for zero; 1e-14 in 0.6. */
  private static final double EPSILON = 1e-8;

  private static final double KAMA = 6;
  private static final double MAMA = 7;

  private KnownDifferences() {}

  /** Why the answers of a function to any bars cannot be compared, or null. */
  static String reason(String function) {
    return WIDER_RULES.contains(function)
        ? "0.6 also answers, with 80, where one end of the bodies matches"
        : null;
  }

  /** Why the answers of a function with such settings to such bars cannot be compared, or null. */
  static String reason(IndicatorSpec spec, Series series) {
    if (spec.parameters().getOrDefault("signalPeriod", 2.0) == 1 && !spec.name().endsWith("EXT")) {
      return "the port reads before the beginning of its own array";
    }
    if (Set.of("TRIX", "ULTOSC").contains(spec.name()) && spec.lookback() == 1) {
      return "the port leaves its own array where all periods are 1";
    }
    if (spec.name().startsWith("STOCH") && spec.parameters().containsValue(KAMA)) {
      return "the port takes a way below 1e-8 for none, as a stochastic's at its bounds is";
    }
    if (spec.name().equals("BBANDS") && spec.parameters().get("maType") == MAMA) {
      return "the port's lookback forgets that the deviation may need more bars than MAMA";
    }
    if (DIVIDING.contains(spec.name()) && (series == Series.PENNY || series == Series.HALTS)) {
      return "the port takes divisors below 1e-8 for zero";
    }
    return reason(spec.name());
  }

  /** Whether the port answers 0 where a sum of squared returns or prices is below its own zero. */
  static boolean answersZeroSooner(IndicatorSpec spec) {
    return spec.name().equals("BETA") || spec.name().equals("CORREL");
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
