package ai.tickstock.analytics.indicators.overlap;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;
import static ai.tickstock.analytics.indicators.IndicatorParameter.multiple;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import ai.tickstock.analytics.indicators.Parameters;
import java.util.List;

/** TA-Lib's group of averages and bands: what is drawn over the prices. */
public final class OverlapStudies implements IndicatorProvider {
  private static final String GROUP = "Overlap Studies";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(bollinger(), ema(), sma());
  }

  private static IndicatorDefinitionBuilder of(String name, String description) {
    return named(name, GROUP, description).overPrices();
  }

  private static IndicatorDefinition bollinger() {
    return of("BBANDS", "Bollinger bands: standard deviations above and below a moving average")
        .source("John Bollinger, Bollinger on Bollinger Bands, 2001")
        .period(2, 5)
        .parameter(multiple("nbDevUp", "NbDevUp", 2))
        .parameter(multiple("nbDevDn", "NbDevDn", 2))
        .parameter(AverageType.parameter("maType", "MAType"))
        .output("upper", "outRealUpperBand")
        .output("middle", "outRealMiddleBand")
        .output("lower", "outRealLowerBand")
        .lookback(given -> type(given).lookback(given.period()))
        .warmUp(given -> type(given).warmUpBars(given.period()))
        .over(Bollinger::new);
  }

  private static IndicatorDefinition ema() {
    return of("EMA", "Exponential moving average: recent closes weigh more")
        .period(2, 30)
        .lookback(given -> given.period() - 1)
        .warmUp(given -> AverageType.EMA.warmUpBars(given.period()))
        .over(given -> new ExponentialAverage(given.period()));
  }

  private static IndicatorDefinition sma() {
    return of("SMA", "Simple moving average: the mean of the last closes")
        .period(2, 30)
        .lookback(given -> given.period() - 1)
        .over(given -> new SimpleAverage(given.period()));
  }

  private static AverageType type(Parameters given) {
    return AverageType.of(given, "maType");
  }
}
