package ai.tickstock.analytics.indicators.overlap;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.MarketCalendar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Indicators fed with bars or with closes. */
public final class Fed {
  private static final long MINUTE = 60_000L;

  private Fed() {}

  /** A spec from names and numbers in turn. */
  public static IndicatorSpec spec(String name, Object... namesAndNumbers) {
    Map<String, Double> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndNumbers.length; i += 2) {
      parameters.put((String) namesAndNumbers[i], ((Number) namesAndNumbers[i + 1]).doubleValue());
    }
    return new IndicatorSpec(name, parameters);
  }

  /** Fresh. */
  public static Indicator fresh(IndicatorSpec spec) {
    return spec.create(MarketCalendar.alwaysOpen());
  }

  /** Feeds one bar. */
  public static void feed(Indicator indicator, int number, double[] b) {
    indicator.add(number * MINUTE, b[0], b[1], b[2], b[3], b[4]);
  }

  /** All outputs. */
  public static double[] outputs(Indicator indicator) {
    double[] outputs = new double[indicator.outputCount()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = indicator.output(i);
    }
    return outputs;
  }

  /** The outputs after each bar; null while it is not ready. */
  public static List<double[]> run(IndicatorSpec spec, List<double[]> bars) {
    Indicator indicator = fresh(spec);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      feed(indicator, i, bars.get(i));
      rows.add(indicator.isReady() ? outputs(indicator) : null);
    }
    return rows;
  }

  /** Flat bars at these prices. */
  public static List<double[]> bars(double... closes) {
    List<double[]> bars = new ArrayList<>();
    for (double close : closes) {
      bars.add(new double[] {close, close, close, close, 1});
    }
    return bars;
  }
}
