package ai.tickstock.analytics.indicators.statistics;

import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.rolling.IndicatorContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

class StatisticsContractTest extends IndicatorContract {
  /** More than a few hundred steps of rounding gather, of the greatest square seen. */
  private static final double ROUNDING = 1e-13;

  @Override
  protected List<IndicatorSpec> specs() {
    List<IndicatorSpec> specs = new ArrayList<>();
    for (int period : new int[] {2, 5, 14, 60}) {
      for (String name : List.of("BETA", "CORREL", "VAR", "LINEARREG", "LINEARREG_ANGLE")) {
        specs.add(IndicatorSpec.of(name, "timePeriod", period));
      }
      for (String name : List.of("LINEARREG_INTERCEPT", "LINEARREG_SLOPE", "TSF")) {
        specs.add(IndicatorSpec.of(name, "timePeriod", period));
      }
      specs.add(new IndicatorSpec("STDDEV", Map.of("timePeriod", (double) period, "nbDev", 2.0)));
    }
    specs.add(IndicatorSpec.of("VAR", "timePeriod", 1));
    specs.add(IndicatorSpec.of("BETA", "timePeriod", 1));
    specs.add(IndicatorSpec.of("CORREL", "timePeriod", 1));
    return specs;
  }

  @Override
  protected double whenPricesDouble(IndicatorSpec spec, int output) {
    return switch (spec.name()) {
      case "BETA", "CORREL" -> 1;
      case "VAR" -> 4;
      case "LINEARREG_ANGLE" -> Double.NaN;
      default -> 2;
    };
  }

  /**
   * Two running totals that have come different ways differ by rounding of the squares; what that
   * does to the answer depends on how little of the squares is left.
   */
  @Override
  protected double lost(IndicatorSpec spec, List<double[]> bars, double answer) {
    int n = spec.parameters().get("timePeriod").intValue();
    return switch (spec.name()) {
      case "VAR" -> ROUNDING * greatestSquare(bars, b -> b[3]);
      case "STDDEV" -> {
        double variance = ROUNDING * greatestSquare(bars, b -> b[3]);
        yield 4 * variance / Math.max(answer / 2, Math.sqrt(variance));
      }
      case "CORREL" -> lostByCorrelation(bars, n, answer);
      case "BETA" -> lostByBeta(bars, n, answer);
      default -> 0;
    };
  }

  private static double lostByCorrelation(List<double[]> bars, int n, double answer) {
    List<double[]> window = bars.subList(bars.size() - n, bars.size());
    double error = n * ROUNDING * greatestSquare(bars, b -> b[1]);
    double x = spread(window, b -> b[1]);
    double y = spread(window, b -> b[2]);
    if (x < 4 * error || y < 4 * error) {
      return 1 + 2 * Math.abs(answer) + 1e6;
    }
    return 2 * (error / Math.sqrt(x * y) + Math.abs(answer) * (error / x + error / y));
  }

  private static double lostByBeta(List<double[]> bars, int n, double answer) {
    double greatest = 0;
    List<double[]> returns = new ArrayList<>();
    for (int i = 1; i < bars.size(); i++) {
      double[] before = bars.get(i - 1);
      double[] now = bars.get(i);
      double[] both = {now[1] / before[1] - 1, now[2] / before[2] - 1};
      returns.add(both);
      greatest = Math.max(greatest, Math.max(both[0] * both[0], both[1] * both[1]));
    }
    List<double[]> window = returns.subList(returns.size() - n, returns.size());
    double spread = n * spread(window, r -> r[0]);
    double error = 1e-14 + n * n * ROUNDING * greatest;
    return spread < 4 * error
        ? 1e12 * (1 + Math.abs(answer))
        : 2 * (n * n * ROUNDING * greatest / spread) * (1 + Math.abs(answer));
  }

  private static double greatestSquare(List<double[]> bars, ToDoubleFunction<double[]> part) {
    double greatest = bars.stream().mapToDouble(part).max().orElseThrow();
    return greatest * greatest;
  }

  private static double spread(List<double[]> window, ToDoubleFunction<double[]> part) {
    double mean = window.stream().mapToDouble(part).average().orElseThrow();
    return window.stream().mapToDouble(part).map(value -> (value - mean) * (value - mean)).sum();
  }
}
