package ai.tickstock.analytics.indicators.popular;

import static ai.tickstock.analytics.indicators.IndicatorDefinition.Memory.CUMULATIVE;
import static ai.tickstock.analytics.indicators.IndicatorDefinition.Memory.SESSION;
import static ai.tickstock.analytics.indicators.IndicatorDefinition.named;
import static ai.tickstock.analytics.indicators.IndicatorParameter.bars;
import static ai.tickstock.analytics.indicators.IndicatorParameter.real;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorDefinitionBuilder;
import ai.tickstock.analytics.indicators.IndicatorParameter;
import ai.tickstock.analytics.indicators.IndicatorProvider;
import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.WarmUp;
import ai.tickstock.analytics.indicators.overlap.AverageType;
import java.util.List;
import java.util.Locale;

/** What traders use and TA-Lib lacks. */
public final class PopularIndicators implements IndicatorProvider {
  private static final String GROUP = "Popular Indicators";
  private static final double GREATEST_MULTIPLE = 3e37;

  /** The last second of the year 9999. */
  private static final double LATEST_ANCHOR = 253_402_300_799.0;

  private static final IndicatorParameter ANCHOR =
      new IndicatorParameter(
          "anchor",
          "Anchor",
          "anchor",
          IndicatorParameter.Type.INTEGER,
          0,
          LATEST_ANCHOR,
          0,
          List.of());

  @Override
  public List<IndicatorDefinition> definitions() {
    return List.of(
        donchian(),
        ichimoku(),
        keltner(),
        pivots(
            "PIVOTS",
            "Floor traders' pivots: supports and resistances from the day before",
            "John L. Person, Candlestick and Pivot Point Trading Triggers, 2007",
            PivotLevels.FLOOR),
        pivots(
            "PIVOTS_CAMARILLA",
            "Camarilla pivots: parts of the range of the day before around its close",
            "Nick Scott, the Camarilla equation, 1989",
            PivotLevels.CAMARILLA),
        pivots(
            "PIVOTS_FIBONACCI",
            "Fibonacci pivots: golden parts of the range of the day before around its pivot",
            "StockCharts, ChartSchool, Pivot Points",
            PivotLevels.FIBONACCI),
        relativeVolume(),
        superTrend(),
        vwap(),
        anchoredVwap(),
        volume());
  }

  private static IndicatorDefinitionBuilder of(String name, String description) {
    return named(name, GROUP, description);
  }

  private static IndicatorDefinitionBuilder prices(String name, String description) {
    return of(name, description).overPrices();
  }

  private static IndicatorDefinition donchian() {
    return prices("DONCHIAN", "Donchian channel: highest high and lowest low of the last bars")
        .source("Richard D. Donchian, the four-week rule, in the 1960s")
        .inputs("high", "low")
        .period(1, 20)
        .output("upper", "outUpper")
        .output("middle", "outMiddle")
        .output("lower", "outLower")
        .lookback(given -> given.period() - 1)
        .create(given -> new Donchian(given.period()));
  }

  private static IndicatorDefinition ichimoku() {
    return prices(
            "ICHIMOKU",
            "Ichimoku Kinko Hyo as of the bar: both senkou are drawn 26 bars ahead, chikou 26 back")
        .source("Goichi Hosoda (Ichimoku Sanjin), Ichimoku Kinko Hyo, 1969")
        .inputs("high", "low", "close")
        .parameter(bars("tenkanPeriod", "TenkanPeriod", 1, 9))
        .parameter(bars("kijunPeriod", "KijunPeriod", 1, 26))
        .parameter(bars("senkouPeriod", "SenkouPeriod", 1, 52))
        .output("tenkan", "outTenkan")
        .output("kijun", "outKijun")
        .output("senkouA", "outSenkouA")
        .output("senkouB", "outSenkouB")
        .output("chikou", "outChikou")
        .lookback(given -> Ichimoku.longest(given) - 1)
        .create(Ichimoku::new);
  }

  private static IndicatorDefinition keltner() {
    return prices(
            "KELTNER", "Keltner channels: average true ranges above and below an EMA of closes")
        .source(
            "Chester W. Keltner, How to Make Money in Commodities, 1960, in the form of Linda"
                + " Bradford Raschke")
        .inputs("high", "low", "close")
        .period(1, 20)
        .parameter(bars("atrPeriod", "AtrPeriod", 1, 10))
        .parameter(real("multiplier", "Multiplier", 0, GREATEST_MULTIPLE, 2))
        .output("upper", "outUpper")
        .output("middle", "outMiddle")
        .output("lower", "outLower")
        .lookback(given -> Math.max(given.period() - 1, given.whole("atrPeriod")))
        .warmUp(
            given ->
                Math.max(
                    AverageType.EMA.warmUpBars(given.period()),
                    1 + WarmUp.wilder(given.whole("atrPeriod"))))
        .create(Keltner::new);
  }

  private static IndicatorDefinition pivots(
      String name, String description, String source, PivotLevels kind) {
    IndicatorDefinitionBuilder definition =
        prices(name, description)
            .source(source)
            .inputs("high", "low", "close")
            .memory(CUMULATIVE)
            .output("pivot", "outPivot");
    for (String side : List.of("R", "S")) {
      for (int i = 1; i <= kind.perSide(); i++) {
        definition.output(side.toLowerCase(Locale.ROOT) + i, "out" + side + i);
      }
    }
    return definition.lookback(given -> 1).create((given, calendar) -> new Pivots(kind, calendar));
  }

  private static IndicatorDefinition relativeVolume() {
    return of("RVOL", "Relative volume: the bar's volume over the mean of the bars before")
        .source("William J. O'Neil, How to Make Money in Stocks, 1988: volume against its average")
        .inputs("volume")
        .period(1, 20)
        .lookback(Parameters::period)
        .create(given -> new RelativeVolume(given.period()));
  }

  private static IndicatorDefinition superTrend() {
    return prices(
            "SUPERTREND", "SuperTrend: a stop that trails by average true ranges, and its side")
        .source("Olivier Seban, SuperTrend")
        .inputs("high", "low", "close")
        .period(1, 10)
        .parameter(real("multiplier", "Multiplier", 0, GREATEST_MULTIPLE, 3))
        .memory(CUMULATIVE)
        .output("value", "outReal")
        .wholeOutput("direction", "outDirection")
        .lookback(Parameters::period)
        .create(SuperTrend::new);
  }

  private static IndicatorDefinition vwap() {
    return prices("VWAP", "Volume-weighted average price since the market's day began")
        .source("Berkowitz, Logue, Noser, The Total Cost of Transactions on the NYSE, 1988")
        .inputs("high", "low", "close", "volume")
        .memory(SESSION)
        .create((given, calendar) -> new SessionVwap(calendar));
  }

  private static IndicatorDefinition anchoredVwap() {
    return prices(
            "VWAP_ANCHORED", "Volume-weighted average price since an instant, in Unix seconds")
        .source("Paul H. Levine, Introducing the MIDAS Method of Technical Analysis, 1995")
        .inputs("high", "low", "close", "volume")
        .parameter(ANCHOR)
        .memory(CUMULATIVE)
        .create(given -> new AnchoredVwap((long) given.real("anchor") * 1000));
  }

  private static IndicatorDefinition volume() {
    return of("VOLUME", "What was traded in the bar")
        .source("the bar itself")
        .inputs("volume")
        .create(given -> new Volume());
  }
}
