package ai.tickstock.analytics.indicators.overlap;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;
import static ai.tickstock.analytics.indicators.IndicatorParameter.bars;
import static ai.tickstock.analytics.indicators.IndicatorParameter.multiple;
import static ai.tickstock.analytics.indicators.IndicatorParameter.real;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import ai.tickstock.analytics.indicators.Input;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.cycle.CycleIndicators;
import ai.tickstock.analytics.indicators.cycle.Trendline;
import java.util.List;

/** TA-Lib's group of averages and bands: what is drawn over the prices. */
public final class OverlapStudies implements IndicatorProvider {
  private static final String GROUP = "Overlap Studies";

  private static final String WILDER =
      "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978";
  private static final String MULLOY =
      "Patrick G. Mulloy, Smoothing Data with Faster Moving Averages, 1994";

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(
        accelerationBands(),
        bollinger(),
        average(AverageType.DEMA, "Double exponential moving average: follows faster", MULLOY),
        ema(),
        trendline(),
        average(
            AverageType.KAMA,
            "Kaufman's adaptive moving average: fast where prices go straight",
            "Perry J. Kaufman, Trading Systems and Methods, 1995"),
        anyAverage(),
        mesa(),
        variableAverage(),
        midPoint(),
        midPrice(),
        sar(),
        extendedSar(),
        sma(),
        tillson(),
        average(
            AverageType.TEMA, "Triple exponential moving average: follows faster still", MULLOY),
        average(
            AverageType.TRIMA,
            "Triangular moving average: closes in the middle weigh most",
            "TA-Lib 0.6.4"),
        average(
            AverageType.WMA, "Weighted moving average: recent closes weigh more", "TA-Lib 0.6.4"));
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
        .lookback(given -> Math.max(type(given).lookback(given.period()), given.period() - 1))
        .warmUp(given -> Math.max(type(given).warmUpBars(given.period()), given.period() - 1))
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

  private static IndicatorDefinition average(AverageType type, String description, String source) {
    return of(type.name(), description)
        .source(source)
        .period(2, 30)
        .lookback(given -> type.lookback(given.period()))
        .warmUp(given -> type.warmUpBars(given.period()))
        .over(given -> type.create(given.period()));
  }

  private static IndicatorDefinition accelerationBands() {
    return of("ACCBANDS", "Acceleration bands: means of highs and lows pushed apart by their width")
        .source("Price Headley, Big Trends in Trading, 2002")
        .inputs("high", "low", "close")
        .period(2, 20)
        .output("upper", "outRealUpperBand")
        .output("middle", "outRealMiddleBand")
        .output("lower", "outRealLowerBand")
        .lookback(given -> given.period() - 1)
        .create(given -> new AccelerationBands(given.period()));
  }

  private static IndicatorDefinition trendline() {
    return of("HT_TRENDLINE", "Hilbert transform: prices without their dominant cycle")
        .source(CycleIndicators.SOURCE)
        .lookback(given -> Trendline.LOOKBACK)
        .warmUp(given -> Trendline.LOOKBACK + CycleIndicators.WARM_UP)
        .over(given -> new Trendline());
  }

  private static IndicatorDefinition anyAverage() {
    return of("MA", "Moving average of any kind")
        .period(1, 30)
        .parameter(AverageType.parameter("maType", "MAType"))
        .lookback(given -> type(given).lookback(given.period()))
        .warmUp(given -> type(given).warmUpBars(given.period()))
        .over(given -> type(given).create(given.period()));
  }

  private static IndicatorDefinition mesa() {
    return of("MAMA", "MESA adaptive moving average: as fast as the dominant cycle's phase lets it")
        .source("John F. Ehlers, MAMA, the Mother of Adaptive Moving Averages, 2001")
        .parameter(real("fastLimit", "FastLimit", 0.01, 0.99, MesaAverage.FAST_LIMIT))
        .parameter(real("slowLimit", "SlowLimit", 0.01, 0.99, MesaAverage.SLOW_LIMIT))
        .output("mama", "outMAMA")
        .output("fama", "outFAMA")
        .lookback(given -> MesaAverage.LOOKBACK)
        .warmUp(given -> AverageType.mesa(given.real("slowLimit")))
        .over(given -> new MesaAverage(given.real("fastLimit"), given.real("slowLimit")));
  }

  private static IndicatorDefinition variableAverage() {
    return of("MAVP", "Moving average with a period of its own for each bar")
        .parameter(bars("minPeriod", "MinPeriod", 2, 2))
        .parameter(bars("maxPeriod", "MaxPeriod", 2, 30))
        .parameter(AverageType.parameter("maType", "MAType"))
        .lookback(given -> type(given).lookback(given.whole("maxPeriod")))
        .warmUp(given -> type(given).warmUpBars(given.whole("maxPeriod")))
        .overPair(Input.CLOSE, Input.CYCLE, VariableAverage::new);
  }

  private static IndicatorDefinition midPoint() {
    return of("MIDPOINT", "Halfway between the highest and the lowest of the last closes")
        .period(2, 14)
        .lookback(given -> given.period() - 1)
        .over(given -> new MidPoint(given.period()));
  }

  private static IndicatorDefinition midPrice() {
    return of("MIDPRICE", "Halfway between the highest high and the lowest low of the last bars")
        .inputs("high", "low")
        .period(2, 14)
        .lookback(given -> given.period() - 1)
        .create(given -> new MidPrice(given.period()));
  }

  private static IndicatorDefinition sar() {
    return of("SAR", "Parabolic SAR: a stop that closes in on the price, and reverses")
        .source(WILDER)
        .inputs("high", "low")
        .parameter(real("acceleration", "Acceleration", 0, 3e37, 0.02))
        .parameter(real("maximum", "Maximum", 0, 3e37, 0.2))
        .memory(IndicatorDefinition.Memory.CUMULATIVE)
        .lookback(given -> 1)
        .create(ParabolicStop::plain);
  }

  private static IndicatorDefinition extendedSar() {
    return of("SAREXT", "Parabolic SAR with rates for each side; negative while short")
        .source(WILDER)
        .inputs("high", "low")
        .parameter(multiple("startValue", "StartValue", 0))
        .parameter(real("offsetOnReverse", "OffsetOnReverse", 0, 3e37, 0))
        .parameter(real("accelerationInitLong", "AccelerationInitLong", 0, 3e37, 0.02))
        .parameter(real("accelerationLong", "AccelerationLong", 0, 3e37, 0.02))
        .parameter(real("accelerationMaxLong", "AccelerationMaxLong", 0, 3e37, 0.2))
        .parameter(real("accelerationInitShort", "AccelerationInitShort", 0, 3e37, 0.02))
        .parameter(real("accelerationShort", "AccelerationShort", 0, 3e37, 0.02))
        .parameter(real("accelerationMaxShort", "AccelerationMaxShort", 0, 3e37, 0.2))
        .memory(IndicatorDefinition.Memory.CUMULATIVE)
        .lookback(given -> 1)
        .create(ParabolicStop::extended);
  }

  private static IndicatorDefinition tillson() {
    return of("T3", "Tillson's moving average: smooth, with little lag")
        .source("Tim Tillson, Better Moving Averages, 1998")
        .period(2, 5)
        .parameter(real("vFactor", "VFactor", 0, 1, TillsonAverage.VOLUME_FACTOR))
        .lookback(given -> AverageType.T3.lookback(given.period()))
        .warmUp(given -> AverageType.T3.warmUpBars(given.period()))
        .over(given -> new TillsonAverage(given.period(), given.real("vFactor")));
  }
}
