package ai.tickstock.pl.indicators;

import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.StageConfig;
import ai.tickstock.wire.MarketCalendars;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the indicator stage does.
 *
 * @param enabled the indicators to compute; {@code indicators.enabled}, a list of {@code {"name":
 *     "SMA", "parameters": {"timePeriod": 20}}} or of plain names; default {@link
 *     IndicatorSet#defaults()}
 * @param timeframes the bars to look at; {@code indicators.timeframes}, default all
 * @param historyBars values of so many past bars of each series are kept, about, 0 for none; {@code
 *     indicators.historyBars}, default 2,000
 * @param calendar when the market's days begin; {@code market}
 * @param perSymbolLimit above so many bars in a batch the log lines per symbol are DEBUG; {@code
 *     logging.perSymbolLimit}, default 50
 */
public record IndicatorOptions(
    List<IndicatorSpec> enabled,
    Set<Timeframe> timeframes,
    int historyBars,
    MarketCalendar calendar,
    int perSymbolLimit) {
  private static final int HISTORY_BARS = 2_000;

  /** A bar of trading takes so much longer on the calendar: nights, weekends and holidays. */
  private static final int INTRADAY_STRETCH = 6;

  private static final int DAILY_STRETCH = 2;

  public IndicatorOptions {
    if (historyBars < 0) {
      throw new IllegalArgumentException(
          "indicators.historyBars: expected 0 or more, was " + historyBars);
    }
    enabled = List.copyOf(enabled);
    timeframes = Set.copyOf(timeframes);
    Set<String> labels = new HashSet<>();
    for (IndicatorSpec spec : enabled) {
      if (!labels.add(spec.label())) {
        throw new IllegalArgumentException(
            "indicators.enabled: expected each once, was " + spec.label() + " twice");
      }
    }
  }

  /**
   * Reads the whole configuration.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public static IndicatorOptions from(JsonObject config) {
    StageConfig indicators = new StageConfig(config, "indicators");
    JsonArray enabled = indicators.list("enabled", null);
    return new IndicatorOptions(
        enabled == null ? IndicatorSet.defaults() : specs(enabled),
        indicators.timeframes(),
        (int) indicators.number("historyBars", HISTORY_BARS),
        MarketCalendars.from(config),
        indicators.perSymbolLimit());
  }

  /** Whether the values of past bars are kept. */
  public boolean keepsHistory() {
    return historyBars > 0;
  }

  /** How long the values of a timeframe's bars are kept. */
  public Duration keeps(Timeframe timeframe) {
    int stretch = timeframe == Timeframe.DAY_1 ? DAILY_STRETCH : INTRADAY_STRETCH;
    return timeframe.length().multipliedBy((long) stretch * historyBars);
  }

  private static List<IndicatorSpec> specs(JsonArray enabled) {
    List<IndicatorSpec> specs = new ArrayList<>();
    for (Object entry : enabled) {
      try {
        specs.add(spec(entry));
      } catch (IllegalArgumentException | ClassCastException e) {
        throw new IllegalArgumentException("indicators.enabled: " + e.getMessage(), e);
      }
    }
    return specs;
  }

  private static IndicatorSpec spec(Object entry) {
    if (entry instanceof String name) {
      return IndicatorSpec.of(name);
    }
    if (!(entry instanceof JsonObject object)) {
      throw new IllegalArgumentException(
          "expected {\"name\": …, \"parameters\": {…}}, was " + entry);
    }
    Map<String, Double> parameters = new HashMap<>();
    for (Map.Entry<String, Object> parameter :
        object.getJsonObject("parameters", new JsonObject())) {
      if (!(parameter.getValue() instanceof Number number)) {
        throw new IllegalArgumentException(
            parameter.getKey() + ": expected a number, was " + parameter.getValue());
      }
      parameters.put(parameter.getKey(), number.doubleValue());
    }
    return new IndicatorSpec(object.getString("name"), parameters);
  }
}
