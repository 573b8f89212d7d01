package ai.tickstock.analytics.indicators.momentum;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;
import static ai.tickstock.analytics.indicators.IndicatorParameter.bars;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.WarmUp;
import ai.tickstock.analytics.indicators.momentum.Change.Measure;
import ai.tickstock.analytics.indicators.momentum.MovementSum.Side;
import ai.tickstock.analytics.indicators.overlap.AverageType;
import java.util.List;

/** TA-Lib's group of oscillators: how fast and how far prices move. */
public final class MomentumIndicators implements IndicatorProvider {
  private static final String GROUP = "Momentum Indicators";

  private static final String WILDER =
      "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978";

  private static final String CHANDE =
      "Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(
        adx(),
        adxr(),
        oscillator("APO", "Absolute price oscillator: a fast less a slow moving average", false),
        aroon(),
        aroonOscillator(),
        balanceOfPower(),
        cci(),
        cmo(),
        dx(),
        imi(),
        macd(),
        macdOfAverages(),
        fixedMacd(),
        mfi(),
        movement(Side.MINUS_DI, "Minus directional indicator: falls in percent of the range"),
        movement(Side.MINUS_DM, "Minus directional movement: how far lows fell"),
        change("MOM", "Momentum: what the price gained over some bars", Measure.DIFFERENCE),
        movement(Side.PLUS_DI, "Plus directional indicator: rises in percent of the range"),
        movement(Side.PLUS_DM, "Plus directional movement: how far highs rose"),
        oscillator(
            "PPO", "Percentage price oscillator: the APO in percent of the slow average", true),
        change("ROC", "Rate of change over some bars, in percent", Measure.PERCENT),
        change("ROCP", "Rate of change over some bars, as a share", Measure.SHARE),
        change("ROCR", "Rate of change as a ratio to the price some bars before", Measure.RATIO),
        change("ROCR100", "The same ratio times 100", Measure.RATIO_PERCENT),
        rsi(),
        stochastic(),
        fastStochastic(),
        stochasticStrength(),
        trix(),
        ultimate(),
        percentRange());
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

  private static IndicatorDefinition adx() {
    return of("ADX", "Average directional movement index: how strong a trend is, 0 to 100")
        .source(WILDER)
        .inputs("high", "low", "close")
        .period(2, 14)
        .lookback(given -> 2 * given.period() - 1)
        .warmUp(given -> adxWarmUp(given.period()))
        .create(given -> new AverageMovementIndex(given.period()));
  }

  /** The index must have settled, then the mean of it. */
  private static int adxWarmUp(int period) {
    return 1 + 2 * WarmUp.wilder(period);
  }

  private static IndicatorDefinition adxr() {
    return of("ADXR", "ADX rating: the mean of the ADX now and some bars before")
        .source(WILDER)
        .inputs("high", "low", "close")
        .period(2, 14)
        .lookback(given -> 3 * given.period() - 2)
        .warmUp(given -> adxWarmUp(given.period()) + given.period())
        .create(given -> new MovementRating(given.period()));
  }

  private static IndicatorDefinition oscillator(String name, String description, boolean percent) {
    return of(name, description)
        .parameter(bars("fastPeriod", "FastPeriod", 2, 12))
        .parameter(bars("slowPeriod", "SlowPeriod", 2, 26))
        .parameter(AverageType.parameter("maType", "MAType"))
        .lookback(PriceOscillator::lookback)
        .warmUp(PriceOscillator::warmUpBars)
        .over(given -> new PriceOscillator(given, percent));
  }

  private static IndicatorDefinition aroon() {
    return of("AROON", "Aroon: how recent the lowest low and the highest high are, 0 to 100")
        .source("Tushar S. Chande, A Time Price Oscillator, 1995")
        .inputs("high", "low")
        .period(2, 14)
        .output("down", "outAroonDown")
        .output("up", "outAroonUp")
        .lookback(Parameters::period)
        .create(given -> new Aroon(given.period()));
  }

  private static IndicatorDefinition aroonOscillator() {
    return of("AROONOSC", "Aroon oscillator: Aroon up less Aroon down, -100 to 100")
        .source("Tushar S. Chande, A Time Price Oscillator, 1995")
        .inputs("high", "low")
        .period(2, 14)
        .lookback(Parameters::period)
        .create(given -> new AroonOscillator(given.period()));
  }

  private static IndicatorDefinition balanceOfPower() {
    return of("BOP", "Balance of power: the body in shares of the range, -1 to 1")
        .source("Igor Livshin, Balance of Power, 2001")
        .inputs("open", "high", "low", "close")
        .create(given -> new BalanceOfPower());
  }

  private static IndicatorDefinition cci() {
    return of("CCI", "Commodity channel index: how far the typical price is from its mean")
        .source("Donald R. Lambert, Commodity Channel Index, 1980")
        .inputs("high", "low", "close")
        .period(2, 14)
        .lookback(given -> given.period() - 1)
        .create(given -> new CommodityChannel(given.period()));
  }

  private static IndicatorDefinition cmo() {
    return of("CMO", "Chande momentum oscillator: gains less losses, -100 to 100")
        .source(CHANDE)
        .period(2, 14)
        .lookback(Parameters::period)
        .warmUp(given -> 1 + WarmUp.wilder(given.period()))
        .over(given -> new ChandeMomentum(given.period()));
  }

  private static IndicatorDefinition dx() {
    return of("DX", "Directional movement index: how one-sided the movement is, 0 to 100")
        .source(WILDER)
        .inputs("high", "low", "close")
        .period(2, 14)
        .lookback(Parameters::period)
        .warmUp(given -> 1 + WarmUp.wilder(given.period()))
        .create(given -> new MovementIndex(given.period()));
  }

  private static IndicatorDefinition imi() {
    return of("IMI", "Intraday momentum index: what white bars gained of all movement, 0 to 100")
        .source(CHANDE)
        .inputs("open", "close")
        .period(2, 14)
        .lookback(given -> given.period() - 1)
        .create(given -> new IntradayMomentum(given.period()));
  }

  private static IndicatorDefinition macdOfAverages() {
    return of("MACDEXT", "MACD of any kinds of moving averages")
        .source("Gerald Appel, The Moving Average Convergence-Divergence Method, 1979")
        .parameter(bars("fastPeriod", "FastPeriod", 2, 12))
        .parameter(AverageType.parameter("fastMaType", "FastMAType"))
        .parameter(bars("slowPeriod", "SlowPeriod", 2, 26))
        .parameter(AverageType.parameter("slowMaType", "SlowMAType"))
        .parameter(bars("signalPeriod", "SignalPeriod", 1, 9))
        .parameter(AverageType.parameter("signalMaType", "SignalMAType"))
        .output("macd", "outMACD")
        .output("signal", "outMACDSignal")
        .output("histogram", "outMACDHist")
        .lookback(MacdOfAverages::lookback)
        .warmUp(MacdOfAverages::warmUpBars)
        .over(MacdOfAverages::new);
  }

  private static IndicatorDefinition fixedMacd() {
    return of("MACDFIX", "MACD of 12 and 26 bars with Appel's rounded factors")
        .source("Gerald Appel, The Moving Average Convergence-Divergence Method, 1979")
        .parameter(bars("signalPeriod", "SignalPeriod", 1, 9))
        .output("macd", "outMACD")
        .output("signal", "outMACDSignal")
        .output("histogram", "outMACDHist")
        .lookback(given -> Macd.lookback(FixedMacd.SLOW, given.whole("signalPeriod")))
        .warmUp(given -> Macd.warmUpBars(FixedMacd.SLOW, given.whole("signalPeriod")))
        .over(given -> FixedMacd.of(given.whole("signalPeriod")));
  }

  private static IndicatorDefinition mfi() {
    return of("MFI", "Money flow index: what was paid at rising prices of all, 0 to 100")
        .source("Gene Quong and Avrum Soudack, Volume-Weighted RSI: Money Flow, 1989")
        .inputs("high", "low", "close", "volume")
        .period(2, 14)
        .lookback(Parameters::period)
        .create(given -> new MoneyFlow(given.period()));
  }

  private static IndicatorDefinition movement(Side side, String description) {
    boolean sum = side == Side.PLUS_DM || side == Side.MINUS_DM;
    IndicatorDefinitionBuilder definition = of(side.name(), description).source(WILDER);
    return (sum ? definition.inputs("high", "low") : definition.inputs("high", "low", "close"))
        .period(1, 14)
        .lookback(given -> MovementSum.lookback(side, given.period()))
        .warmUp(given -> 1 + WarmUp.wilder(given.period()))
        .create(given -> new MovementSum(side, given.period()));
  }

  private static IndicatorDefinition change(String name, String description, Measure measure) {
    return of(name, description)
        .period(1, 10)
        .lookback(Parameters::period)
        .over(given -> new Change(measure, given.period()));
  }

  private static IndicatorDefinition fastStochastic() {
    return of("STOCHF", "Fast stochastic: where the close lies in the range of the last bars")
        .source("George C. Lane, Lane's Stochastics, 1984")
        .inputs("high", "low", "close")
        .parameter(bars("fastKPeriod", "FastK_Period", 1, 5))
        .parameter(bars("fastDPeriod", "FastD_Period", 1, 3))
        .parameter(AverageType.parameter("fastDMaType", "FastD_MAType"))
        .output("fastK", "outFastK")
        .output("fastD", "outFastD")
        .lookback(FastStochastic::lookback)
        .warmUp(FastStochastic::warmUpBars)
        .create(FastStochastic::new);
  }

  private static IndicatorDefinition stochasticStrength() {
    return of("STOCHRSI", "Stochastic RSI: where the RSI lies in its own range, 0 to 100")
        .source(CHANDE)
        .period(2, 14)
        .parameter(bars("fastKPeriod", "FastK_Period", 1, 5))
        .parameter(bars("fastDPeriod", "FastD_Period", 1, 3))
        .parameter(AverageType.parameter("fastDMaType", "FastD_MAType"))
        .output("fastK", "outFastK")
        .output("fastD", "outFastD")
        .lookback(given -> given.period() + FastStochastic.lookback(given))
        .warmUp(given -> 1 + WarmUp.wilder(given.period()) + FastStochastic.warmUpBars(given))
        .over(StochasticStrength::new);
  }

  private static IndicatorDefinition trix() {
    return of("TRIX", "TRIX: the change of a triple EMA, in percent")
        .source("Jack K. Hutson, Good TRIX, 1983")
        .period(1, 30)
        .lookback(given -> 3 * (given.period() - 1) + 1)
        .warmUp(given -> 2 * given.period() + 2 * WarmUp.exponential(given.period()))
        .over(given -> new TripleRate(given.period()));
  }

  private static IndicatorDefinition ultimate() {
    return of("ULTOSC", "Ultimate oscillator: buying pressure over three periods, 0 to 100")
        .source("Larry Williams, The Ultimate Oscillator, 1985")
        .inputs("high", "low", "close")
        .parameter(bars("timePeriod1", "TimePeriod1", 1, 7))
        .parameter(bars("timePeriod2", "TimePeriod2", 1, 14))
        .parameter(bars("timePeriod3", "TimePeriod3", 1, 28))
        .lookback(UltimateOscillator::lookback)
        .create(UltimateOscillator::new);
  }

  private static IndicatorDefinition percentRange() {
    return of("WILLR", "Williams' %R: how far below the highest high the close is, -100 to 0")
        .source(
            "Larry Williams, How I Made One Million Dollars Last Year Trading Commodities, 1973")
        .inputs("high", "low", "close")
        .period(2, 14)
        .lookback(given -> given.period() - 1)
        .create(given -> new PercentRange(given.period()));
  }
}
