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
    return List.of(atr(), natr(), trueRange());
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

  private static IndicatorDefinition natr() {
    return of("NATR", "Normalized average true range: in percent of the close")
        .source("John Forman, Cross-Market Evaluations with Normalized Average True Range, 2006")
        .inputs("high", "low", "close")
        .period(1, 14)
        .lookback(Parameters::period)
        .warmUp(given -> 1 + WarmUp.wilder(given.period()))
        .create(given -> new NormalizedRange(given.period()));
  }

  private static IndicatorDefinition trueRange() {
    return of("TRANGE", "True range: how far the price went since the close before")
        .source("J. Welles Wilder, New Concepts in Technical Trading Systems, 1978")
        .inputs("high", "low", "close")
        .lookback(given -> 1)
        .create(given -> new TrueRange());
  }
}
