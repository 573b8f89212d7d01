package ai.tickstock.analytics.indicators.popular;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import java.util.List;

/** What traders use and TA-Lib lacks. */
public final class PopularIndicators implements IndicatorProvider {
  private static final String GROUP = "Popular Indicators";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(vwap(), volume());
  }

  private static IndicatorDefinitionBuilder of(String name, String description) {
    return named(name, GROUP, description);
  }

  private static IndicatorDefinition vwap() {
    return of("VWAP", "Volume-weighted average price since the market's day began")
        .source("Berkowitz, Logue, Noser, The Total Cost of Transactions on the NYSE, 1988")
        .inputs("high", "low", "close", "volume")
        .overPrices()
        .memory(IndicatorDefinition.Memory.SESSION)
        .create((given, calendar) -> new SessionVwap(calendar));
  }

  private static IndicatorDefinition volume() {
    return of("VOLUME", "What was traded in the bar")
        .source("the bar itself")
        .inputs("volume")
        .create(given -> new Volume());
  }
}
