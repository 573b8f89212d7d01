package ai.tickstock.analytics.indicators.volatility;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.WarmUp;
import java.util.List;

/** TA-Lib's group of true ranges: how far prices swing. */
public final class VolatilityIndicators implements IndicatorProvider {
  private static final String GROUP = "Volatility Indicators";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(atr());
  }

  private static IndicatorDefinitionBuilder of(String name, String description) {
    return named(name, GROUP, description);
  }

  private static IndicatorDefinition atr() {
    return of("ATR", "Average true range: how far a bar usually moves")
        .source("J. Welles Wilder, New Concepts in Technical Trading Systems, 1978")
        .inputs("high", "low", "close")
        .period(1, 14)
        .lookback(Parameters::period)
        .warmUp(given -> 1 + WarmUp.wilder(given.period()))
        .create(given -> new AverageTrueRange(given.period()));
  }
}
