package ai.tickstock.analytics.indicators;

import static ai.tickstock.analytics.indicators.IndicatorParameter.average;
import static ai.tickstock.analytics.indicators.IndicatorParameter.bars;
import static ai.tickstock.analytics.indicators.IndicatorParameter.multiple;

import ai.tickstock.analytics.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry: every indicator there is, by name. */
public final class Indicators {
  private static final String WILDER =
      "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978";
  private static final Map<String, IndicatorDefinition> BY_NAME = new LinkedHashMap<>();

  static {
    for (IndicatorDefinition definition :
        List.of(sma(), ema(), rsi(), macd(), bollinger(), stochastic(), atr(), vwap(), volume())) {
      BY_NAME.put(definition.name(), definition);
    }
  }

  private Indicators() {}

  /** All definitions, in the order of documentation. */
  public static List<IndicatorDefinition> all() {
    return List.copyOf(BY_NAME.values());
  }

  /**
   * The definition of a name.
   *
   * @throws IllegalArgumentException naming the nearest valid ones, if there is none
   */
  public static IndicatorDefinition of(String name) {
    IndicatorDefinition definition = BY_NAME.get(name);
    if (definition == null) {
      throw new IllegalArgumentException(
          "indicator: expected a name such as "
              + Nearest.to(String.valueOf(name), BY_NAME.keySet())
              + ", was "
              + name);
    }
    return definition;
  }

  private static IndicatorDefinition sma() {
    return new IndicatorDefinitionBuilder(
            "SMA", "Overlap Studies", "Simple moving average: the mean of the last closes")
        .parameter(bars("timePeriod", "TimePeriod", 2, 30))
        .lookback(given -> given.period() - 1)
        .create(given -> new AverageOfCloses(new SimpleAverage(given.period())));
  }

  private static IndicatorDefinition ema() {
    return new IndicatorDefinitionBuilder(
            "EMA", "Overlap Studies", "Exponential moving average: recent closes weigh more")
        .parameter(bars("timePeriod", "TimePeriod", 2, 30))
        .lookback(given -> given.period() - 1)
        .warmUp(given -> WarmUp.exponential(given.period()))
        .create(given -> new AverageOfCloses(new ExponentialAverage(given.period())));
  }

  private static IndicatorDefinition rsi() {
    return new IndicatorDefinitionBuilder(
            "RSI", "Momentum Indicators", "Relative strength index: gains against losses, 0 to 100")
        .source(WILDER)
        .parameter(bars("timePeriod", "TimePeriod", 2, 14))
        .lookback(Parameters::period)
        .warmUp(given -> 1 + WarmUp.wilder(given.period()))
        .create(given -> new RelativeStrength(given.period()));
  }

  private static IndicatorDefinition macd() {
    return new IndicatorDefinitionBuilder(
            "MACD",
            "Momentum Indicators",
            "Moving average convergence/divergence: a fast less a slow EMA, and its own EMA")
        .source("Gerald Appel, The Moving Average Convergence-Divergence Method, 1979")
        .parameter(bars("fastPeriod", "FastPeriod", 2, 12))
        .parameter(bars("slowPeriod", "SlowPeriod", 2, 26))
        .parameter(bars("signalPeriod", "SignalPeriod", 1, 9))
        .output("macd", "outMACD")
        .output("signal", "outMACDSignal")
        .output("histogram", "outMACDHist")
        .lookback(Macd::lookback)
        .warmUp(Macd::warmUpBars)
        .create(Macd::new);
  }

  private static IndicatorDefinition bollinger() {
    return new IndicatorDefinitionBuilder(
            "BBANDS",
            "Overlap Studies",
            "Bollinger bands: standard deviations above and below a moving average")
        .source("John Bollinger, Bollinger on Bollinger Bands, 2001")
        .parameter(bars("timePeriod", "TimePeriod", 2, 5))
        .parameter(multiple("nbDevUp", "NbDevUp", 2))
        .parameter(multiple("nbDevDn", "NbDevDn", 2))
        .parameter(average("maType", "MAType"))
        .output("upper", "outRealUpperBand")
        .output("middle", "outRealMiddleBand")
        .output("lower", "outRealLowerBand")
        .lookback(given -> given.average("maType").lookback(given.period()))
        .warmUp(given -> given.average("maType").warmUpBars(given.period()))
        .create(Bollinger::new);
  }

  private static IndicatorDefinition stochastic() {
    return new IndicatorDefinitionBuilder(
            "STOCH",
            "Momentum Indicators",
            "Slow stochastic: where the close lies in the range of the last bars, 0 to 100")
        .source("George C. Lane, Lane's Stochastics, 1984")
        .inputs("high", "low", "close")
        .parameter(bars("fastKPeriod", "FastK_Period", 1, 5))
        .parameter(bars("slowKPeriod", "SlowK_Period", 1, 3))
        .parameter(average("slowKMaType", "SlowK_MAType"))
        .parameter(bars("slowDPeriod", "SlowD_Period", 1, 3))
        .parameter(average("slowDMaType", "SlowD_MAType"))
        .output("slowK", "outSlowK")
        .output("slowD", "outSlowD")
        .lookback(Stochastic::lookback)
        .warmUp(Stochastic::warmUpBars)
        .create(Stochastic::new);
  }

  private static IndicatorDefinition atr() {
    return new IndicatorDefinitionBuilder(
            "ATR", "Volatility Indicators", "Average true range: how far a bar usually moves")
        .source(WILDER)
        .inputs("high", "low", "close")
        .parameter(bars("timePeriod", "TimePeriod", 1, 14))
        .lookback(Parameters::period)
        .warmUp(given -> 1 + WarmUp.wilder(given.period()))
        .create(given -> new AverageTrueRange(given.period()));
  }

  private static IndicatorDefinition vwap() {
    return new IndicatorDefinitionBuilder(
            "VWAP",
            "Volume Indicators",
            "Volume-weighted average price since the market's day began")
        .source("Berkowitz, Logue, Noser, The Total Cost of Transactions on the NYSE, 1988")
        .inputs("high", "low", "close", "volume")
        .memory(IndicatorDefinition.Memory.SESSION)
        .create((given, calendar) -> new SessionVwap(calendar));
  }

  private static IndicatorDefinition volume() {
    return new IndicatorDefinitionBuilder(
            "VOLUME", "Volume Indicators", "What was traded in the bar")
        .source("the bar itself")
        .inputs("volume")
        .create(given -> new Volume());
  }
}
