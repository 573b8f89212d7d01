package ai.tickstock.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.averages.DoubleEMAIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.HMAIndicator;
import org.ta4j.core.indicators.averages.KAMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.averages.TMAIndicator;
import org.ta4j.core.indicators.averages.TripleEMAIndicator;
import org.ta4j.core.indicators.averages.VWMAIndicator;
import org.ta4j.core.indicators.averages.WMAIndicator;
import org.ta4j.core.indicators.averages.ZLEMAIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/** What is spelled differently in ta4j's editions: here 0.22, for Java 21 and later. */
final class Ta4jEdition {
  static final String NAME = "ta4j 0.22.2";

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final BarSeries series;
  private Instant end = Instant.parse("2025-01-06T00:00:00Z");

  /** With the faster of ta4j's two kinds of numbers. */
  Ta4jEdition(int bars) {
    series =
        new BaseBarSeriesBuilder()
            .withNumFactory(DoubleNumFactory.getInstance())
            .withMaxBarCount(bars)
            .build();
  }

  BarSeries series() {
    return series;
  }

  void add(double open, double high, double low, double close, double volume) {
    end = end.plus(MINUTE);
    series
        .barBuilder()
        .timePeriod(MINUTE)
        .endTime(end)
        .openPrice(open)
        .highPrice(high)
        .lowPrice(low)
        .closePrice(close)
        .volume(volume)
        .add();
  }

  static Num number(BarSeries series, double value) {
    return series.numFactory().numOf(value);
  }

  static Indicator<Num> sma(Indicator<Num> of, int period) {
    return new SMAIndicator(of, period);
  }

  static Indicator<Num> ema(Indicator<Num> of, int period) {
    return new EMAIndicator(of, period);
  }

  /** What only this edition has, or has elsewhere than the other. */
  static Map<String, Function<Indicator<Num>, List<Indicator<?>>>> averages() {
    return Map.of(
        "DEMA", close -> List.of(new DoubleEMAIndicator(close, 30)),
        "HMA", close -> List.of(new HMAIndicator(close, 20)),
        "KAMA", close -> List.of(new KAMAIndicator(close, 30, 2, 30)),
        "TEMA", close -> List.of(new TripleEMAIndicator(close, 30)),
        "TRIMA", close -> List.of(new TMAIndicator(close, 30)),
        "VWMA", close -> List.of(new VWMAIndicator(close, 20)),
        "WMA", close -> List.of(new WMAIndicator(close, 30)),
        "ZLEMA", close -> List.of(new ZLEMAIndicator(close, 20)));
  }
}
