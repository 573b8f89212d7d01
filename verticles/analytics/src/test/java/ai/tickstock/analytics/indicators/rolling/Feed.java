package ai.tickstock.analytics.indicators.rolling;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.MarketCalendar;
import java.util.Map;

/** One indicator and what it is fed with, short enough for tests. */
public final class Feed {
  private static final long MINUTE = 60_000L;

  private final Indicator indicator;
  private long bars;

  private Feed(Indicator indicator) {
    this.indicator = indicator;
  }

  /** With TA-Lib's defaults. */
  public static Feed of(String name) {
    return of(name, Map.of());
  }

  /** With so many bars. */
  public static Feed of(String name, int timePeriod) {
    return of(name, Map.of("timePeriod", (double) timePeriod));
  }

  /** With parameters. */
  public static Feed of(String name, Map<String, Double> parameters) {
    return new Feed(new IndicatorSpec(name, parameters).create(MarketCalendar.alwaysOpen()));
  }

  /** A bar of a minute, {@code {open, high, low, close, volume}}. */
  public Feed bar(double... b) {
    indicator.add(bars++ * MINUTE, b[0], b[1], b[2], b[3], b[4]);
    return this;
  }

  /** A bar with this high, low and close. */
  public Feed range(double high, double low, double close) {
    return bar(close, high, low, close, 1);
  }

  /** Bars that consist of one price each. */
  public Feed closes(double... closes) {
    for (double close : closes) {
      bar(close, close, close, close, 1);
    }
    return this;
  }

  /** A bar with this high and low: what functions of two inputs are given. */
  public Feed pair(double high, double low) {
    return range(high, low, low);
  }

  public boolean isReady() {
    return indicator.isReady();
  }

  public double value() {
    return indicator.value();
  }

  public double output(int index) {
    return indicator.output(index);
  }

  /** All outputs. */
  public double[] outputs() {
    double[] outputs = new double[indicator.outputCount()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = indicator.output(i);
    }
    return outputs;
  }
}
