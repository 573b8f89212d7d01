package ai.tickstock.bench;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.DoubleEMAIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.HMAIndicator;
import org.ta4j.core.indicators.KAMAIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.TripleEMAIndicator;
import org.ta4j.core.indicators.WMAIndicator;
import org.ta4j.core.indicators.ZLEMAIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/** What is spelled differently in ta4j's editions: here 0.17, the last for Java 17. */
final class Ta4jEdition {
  static final String NAME = "ta4j 0.17";

  private final BarSeries series;
  private ZonedDateTime end = ZonedDateTime.of(2025, 1, 6, 0, 0, 0, 0, ZoneOffset.UTC);

  /** With the faster of ta4j's two kinds of numbers. */
  Ta4jEdition(int bars) {
    series =
        new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).withMaxBarCount(bars).build();
  }

  BarSeries series() {
    return series;
  }

  void add(double open, double high, double low, double close, double volume) {
    end = end.plusMinutes(1);
    series.addBar(end, open, high, low, close, volume);
  }

  static Num number(BarSeries series, double value) {
    return series.numOf(value);
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
        "WMA", close -> List.of(new WMAIndicator(close, 30)),
        "ZLEMA", close -> List.of(new ZLEMAIndicator(close, 20)));
  }
}
