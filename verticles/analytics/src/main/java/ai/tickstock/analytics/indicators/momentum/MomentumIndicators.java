package ai.tickstock.analytics.indicators.momentum;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;
import static ai.tickstock.analytics.indicators.IndicatorParameter.bars;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.WarmUp;
import ai.tickstock.analytics.indicators.overlap.AverageType;
import java.util.List;

/** TA-Lib's group of oscillators: how fast and how far prices move. */
public final class MomentumIndicators implements IndicatorProvider {
  private static final String GROUP = "Momentum Indicators";

  private static final String WILDER =
      "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(macd(), rsi(), stochastic());
  }

  private static IndicatorDefinitionBuilder of(String name, String description) {
    return named(name, GROUP, description);
  }

  private static IndicatorDefinition macd() {
    return of("MACD", "Moving average convergence/divergence: a fast less a slow EMA, and its EMA")
        .source("Gerald Appel, The Moving Average Convergence-Divergence Method, 1979")
        .parameter(bars("fastPeriod", "FastPeriod", 2, 12))
        .parameter(bars("slowPeriod", "SlowPeriod", 2, 26))
        .parameter(bars("signalPeriod", "SignalPeriod", 1, 9))
        .output("macd", "outMACD")
        .output("signal", "outMACDSignal")
        .output("histogram", "outMACDHist")
        .lookback(Macd::lookback)
        .warmUp(Macd::warmUpBars)
        .over(Macd::new);
  }

  private static IndicatorDefinition rsi() {
    return of("RSI", "Relative strength index: gains against losses, 0 to 100")
        .source(WILDER)
        .period(2, 14)
        .lookback(Parameters::period)
        .warmUp(given -> 1 + WarmUp.wilder(given.period()))
        .over(given -> new RelativeStrength(given.period()));
  }

  private static IndicatorDefinition stochastic() {
    return of(
            "STOCH",
            "Slow stochastic: where the close lies in the range of the last bars, 0 to 100")
        .source("George C. Lane, Lane's Stochastics, 1984")
        .inputs("high", "low", "close")
        .parameter(bars("fastKPeriod", "FastK_Period", 1, 5))
        .parameter(bars("slowKPeriod", "SlowK_Period", 1, 3))
        .parameter(AverageType.parameter("slowKMaType", "SlowK_MAType"))
        .parameter(bars("slowDPeriod", "SlowD_Period", 1, 3))
        .parameter(AverageType.parameter("slowDMaType", "SlowD_MAType"))
        .output("slowK", "outSlowK")
        .output("slowD", "outSlowD")
        .lookback(Stochastic::lookback)
        .warmUp(Stochastic::warmUpBars)
        .create(Stochastic::new);
  }
}
