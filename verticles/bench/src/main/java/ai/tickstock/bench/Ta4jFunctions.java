package ai.tickstock.bench;

import static ai.tickstock.bench.Ta4jEdition.ema;
import static ai.tickstock.bench.Ta4jEdition.sma;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.CMOIndicator;
import org.ta4j.core.indicators.IntraDayMomentumIndexIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.PPOIndicator;
import org.ta4j.core.indicators.ParabolicSarIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.StochasticRSIIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.DXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.aroon.AroonDownIndicator;
import org.ta4j.core.indicators.aroon.AroonOscillatorIndicator;
import org.ta4j.core.indicators.aroon.AroonUpIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.candles.BearishEngulfingIndicator;
import org.ta4j.core.indicators.candles.BearishHaramiIndicator;
import org.ta4j.core.indicators.candles.BullishEngulfingIndicator;
import org.ta4j.core.indicators.candles.BullishHaramiIndicator;
import org.ta4j.core.indicators.candles.DojiIndicator;
import org.ta4j.core.indicators.candles.HammerIndicator;
import org.ta4j.core.indicators.candles.HangingManIndicator;
import org.ta4j.core.indicators.candles.InvertedHammerIndicator;
import org.ta4j.core.indicators.candles.ShootingStarIndicator;
import org.ta4j.core.indicators.candles.ThreeBlackCrowsIndicator;
import org.ta4j.core.indicators.candles.ThreeWhiteSoldiersIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.MedianPriceIndicator;
import org.ta4j.core.indicators.helpers.RunningTotalIndicator;
import org.ta4j.core.indicators.helpers.TRIndicator;
import org.ta4j.core.indicators.helpers.TypicalPriceIndicator;
import org.ta4j.core.indicators.numeric.NumericIndicator;
import org.ta4j.core.indicators.statistics.CorrelationCoefficientIndicator;
import org.ta4j.core.indicators.statistics.MeanDeviationIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator.SimpleLinearRegressionType;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.statistics.VarianceIndicator;
import org.ta4j.core.indicators.volume.AccumulationDistributionIndicator;
import org.ta4j.core.indicators.volume.ChaikinOscillatorIndicator;
import org.ta4j.core.indicators.volume.MoneyFlowIndexIndicator;
import org.ta4j.core.indicators.volume.OnBalanceVolumeIndicator;
import org.ta4j.core.num.Num;

/**
 * Our functions, by name, as ta4j has them: all outputs, with our default settings. Not every
 * formula is the same in every detail; the work is.
 */
final class Ta4jFunctions {
  private static final Map<String, Function<BarSeries, List<Indicator<?>>>> FUNCTIONS =
      new HashMap<>();

  static {
    // The cost of a bar alone.
    FUNCTIONS.put("", series -> List.of());
    Ta4jEdition.averages()
        .forEach((name, average) -> FUNCTIONS.put(name, series -> average.apply(close(series))));
    overlap();
    momentum();
    directional();
    volume();
    statistics();
    candles();
  }

  private Ta4jFunctions() {}

  static boolean has(String name) {
    return FUNCTIONS.containsKey(name);
  }

  static List<Indicator<?>> create(String name, BarSeries series) {
    return FUNCTIONS.get(name).apply(series);
  }

  private static void put(String name, Function<BarSeries, Indicator<?>> function) {
    FUNCTIONS.put(name, series -> List.of(function.apply(series)));
  }

  private static ClosePriceIndicator close(BarSeries series) {
    return new ClosePriceIndicator(series);
  }

  private static void overlap() {
    put("SMA", series -> sma(close(series), 30));
    put("EMA", series -> ema(close(series), 30));
    put("SAR", ParabolicSarIndicator::new);
    FUNCTIONS.put(
        "BBANDS",
        series -> {
          var middle = new BollingerBandsMiddleIndicator(sma(close(series), 5));
          var deviation = new StandardDeviationIndicator(close(series), 5);
          return List.of(
              new BollingerBandsUpperIndicator(middle, deviation),
              middle,
              new BollingerBandsLowerIndicator(middle, deviation));
        });
  }

  private static void momentum() {
    put("RSI", series -> new RSIIndicator(close(series), 14));
    put("CMO", series -> new CMOIndicator(close(series), 14));
    put("ROC", series -> new ROCIndicator(close(series), 10));
    put("PPO", series -> new PPOIndicator(close(series), 12, 26));
    put("CCI", series -> new CCIIndicator(series, 14));
    put("IMI", series -> new IntraDayMomentumIndexIndicator(series, 14));
    put("WILLR", series -> new WilliamsRIndicator(series, 14));
    FUNCTIONS.put(
        "MACD",
        series -> {
          var macd = new MACDIndicator(close(series), 12, 26);
          var signal = ema(macd, 9);
          return List.of(macd, signal, NumericIndicator.of(macd).minus(signal));
        });
    FUNCTIONS.put(
        "STOCH",
        series -> {
          var slowK = sma(new StochasticOscillatorKIndicator(series, 5), 3);
          return List.of(slowK, sma(slowK, 3));
        });
    FUNCTIONS.put(
        "STOCHF",
        series -> {
          var fastK = new StochasticOscillatorKIndicator(series, 5);
          return List.of(fastK, sma(fastK, 3));
        });
    FUNCTIONS.put(
        "STOCHRSI",
        series -> {
          var fastK = new StochasticRSIIndicator(new RSIIndicator(close(series), 14), 5);
          return List.of(fastK, sma(fastK, 3));
        });
  }

  private static void directional() {
    put("ADX", series -> new ADXIndicator(series, 14));
    put("DX", series -> new DXIndicator(series, 14));
    put("PLUS_DI", series -> new PlusDIIndicator(series, 14));
    put("MINUS_DI", series -> new MinusDIIndicator(series, 14));
    put("AROONOSC", series -> new AroonOscillatorIndicator(series, 14));
    FUNCTIONS.put(
        "AROON",
        series -> List.of(new AroonDownIndicator(series, 14), new AroonUpIndicator(series, 14)));
    put("ATR", series -> new ATRIndicator(series, 14));
    put("TRANGE", TRIndicator::new);
  }

  private static void volume() {
    put("OBV", OnBalanceVolumeIndicator::new);
    put("AD", AccumulationDistributionIndicator::new);
    put("ADOSC", series -> new ChaikinOscillatorIndicator(series, 3, 10));
    put("MFI", series -> new MoneyFlowIndexIndicator(series, 14));
  }

  private static void statistics() {
    put("STDDEV", series -> new StandardDeviationIndicator(close(series), 5));
    put("VAR", series -> new VarianceIndicator(close(series), 5));
    put("AVGDEV", series -> new MeanDeviationIndicator(close(series), 14));
    put("LINEARREG", series -> regression(series, SimpleLinearRegressionType.Y));
    put("LINEARREG_SLOPE", series -> regression(series, SimpleLinearRegressionType.SLOPE));
    put("LINEARREG_INTERCEPT", series -> regression(series, SimpleLinearRegressionType.INTERCEPT));
    put(
        "CORREL",
        series ->
            new CorrelationCoefficientIndicator(
                new HighPriceIndicator(series), new LowPriceIndicator(series), 30));
    put("MAX", series -> new HighestValueIndicator(close(series), 30));
    put("MIN", series -> new LowestValueIndicator(close(series), 30));
    FUNCTIONS.put(
        "MINMAX",
        series ->
            List.of(
                new LowestValueIndicator(close(series), 30),
                new HighestValueIndicator(close(series), 30)));
    put("SUM", series -> new RunningTotalIndicator(close(series), 30));
    put("TYPPRICE", TypicalPriceIndicator::new);
    put("MEDPRICE", MedianPriceIndicator::new);
  }

  private static Indicator<Num> regression(BarSeries series, SimpleLinearRegressionType type) {
    return new SimpleLinearRegressionIndicator(close(series), 14, type);
  }

  private static void candles() {
    put("CDLDOJI", series -> new DojiIndicator(series, 10, 0.1));
    put("CDLHAMMER", HammerIndicator::new);
    put("CDLHANGINGMAN", HangingManIndicator::new);
    put("CDLINVERTEDHAMMER", InvertedHammerIndicator::new);
    put("CDLSHOOTINGSTAR", ShootingStarIndicator::new);
    put("CDL3BLACKCROWS", series -> new ThreeBlackCrowsIndicator(series, 3, 0.1));
    put(
        "CDL3WHITESOLDIERS",
        series -> new ThreeWhiteSoldiersIndicator(series, 3, Ta4jEdition.number(series, 0.1)));
    FUNCTIONS.put(
        "CDLENGULFING",
        series ->
            List.of(new BullishEngulfingIndicator(series), new BearishEngulfingIndicator(series)));
    FUNCTIONS.put(
        "CDLHARAMI",
        series -> List.of(new BullishHaramiIndicator(series), new BearishHaramiIndicator(series)));
  }
}
