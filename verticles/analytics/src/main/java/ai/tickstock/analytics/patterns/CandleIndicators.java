package ai.tickstock.analytics.patterns;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinition.Memory;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorParameter;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * TA-Lib's group of candlestick functions as indicators, in TA-Lib's rounding: 100 for a bullish
 * pattern on this bar, -100 for a bearish one, 80 where an end matches, 200 for one confirmed, else
 * 0.
 *
 * <p>TA-Lib's running totals remember, in their last bits, every bar there was; where a candle
 * equals its threshold these bits decide. Functions that have totals are therefore cumulative: they
 * keep their {@link ai.tickstock.analytics.indicators.Indicator#state() state}.
 */
public final class CandleIndicators implements IndicatorProvider {
  private static final String GROUP = "Pattern Recognition";

  @Override
  public List<IndicatorDefinition> definitions() {
    Map<CandleFunction, List<PatternDefinition>> functions =
        StandardPatterns.definitions().stream()
            .collect(
                Collectors.groupingBy(
                    PatternDefinition::function, LinkedHashMap::new, Collectors.toList()));
    List<IndicatorDefinition> definitions = new ArrayList<>();
    functions.forEach((function, patterns) -> definitions.add(definition(function, patterns)));
    return definitions;
  }

  private static IndicatorDefinition definition(
      CandleFunction function, List<PatternDefinition> patterns) {
    String description =
        patterns.stream()
            .map(pattern -> pattern.name() + ": " + pattern.description())
            .collect(Collectors.joining("; "));
    IndicatorDefinitionBuilder definition =
        named(function.talibName(), GROUP, description)
            .source(patterns.get(0).source())
            .inputs("open", "high", "low", "close")
            .wholeOutput("value", "outInteger")
            .lookback(given -> function.lookback());
    DetectorPlan plan = DetectorPlan.of(function, Rounding.TALIB);
    if (plan.means.size > 0) {
      definition.memory(Memory.CUMULATIVE);
    }
    if (!function.hasPenetration()) {
      return definition.create(given -> new CandleIndicator(plan));
    }
    Map<Double, DetectorPlan> plans = new ConcurrentHashMap<>();
    return definition
        .parameter(
            IndicatorParameter.real("penetration", "Penetration", 0, 3e37, function.penetration()))
        .create(
            given ->
                new CandleIndicator(
                    plans.computeIfAbsent(
                        given.real("penetration"),
                        own -> DetectorPlan.of(function.penetrating(own), Rounding.TALIB))));
  }
}
