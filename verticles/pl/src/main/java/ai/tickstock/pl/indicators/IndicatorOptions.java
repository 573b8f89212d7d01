package ai.tickstock.pl.indicators;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorParameter;
import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.analytics.indicators.Indicators;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.alerts.AlertNeeds;
import ai.tickstock.pl.analysis.StageConfig;
import ai.tickstock.wire.MarketCalendars;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the indicator stage does.
 *
 * @param enabled the indicators to compute; {@code indicators.enabled}, a list of {@link Wanted} or
 *     of texts such as {@code SMA(20)}; default {@link IndicatorSet#defaults()}
 * @param timeframes the bars to look at where an indicator does not say; {@code
 *     indicators.timeframes}, default all
 * @param historyBars values of so many past bars of each series are kept, about, 0 for none; {@code
 *     indicators.historyBars}, default 2,000
 * @param calendar when the market's days begin; {@code market}
 * @param perSymbolLimit above so many bars in a batch the log lines per symbol are DEBUG; {@code
 *     logging.perSymbolLimit}, default 50
 */
public record IndicatorOptions(
    List<Wanted> enabled,
    Set<Timeframe> timeframes,
    int historyBars,
    MarketCalendar calendar,
    int perSymbolLimit) {
  /**
   * One indicator that is computed.
   *
   * @param spec which; {@code name} and {@code parameters}
   * @param timeframes the bars it looks at; {@code timeframes}, default those of the section
   * @param published whether its values are published, or only stored; {@code publish}, default
   *     true
   */
  public record Wanted(IndicatorSpec spec, Set<Timeframe> timeframes, boolean published) {
    public Wanted {
      timeframes = Set.copyOf(timeframes);
    }
  }

  private static final Set<String> KEYS = Set.of("name", "parameters", "timeframes", "publish");
  private static final int HISTORY_BARS = 2_000;

  /** What amendments are carried through from, where indicators are cumulative. */
  private static final int LEAST_CUMULATIVE_HISTORY = 200;

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
    for (Wanted wanted : enabled) {
      if (!labels.add(wanted.spec().label())) {
        throw new IllegalArgumentException(
            "indicators.enabled: expected each once, was " + wanted.spec().label() + " twice");
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
    Set<Timeframe> timeframes = indicators.timeframes();
    List<Wanted> configured = enabled == null ? defaults(timeframes) : wanted(enabled, timeframes);
    return new IndicatorOptions(
        withNeeds(configured, config.getJsonObject(AlertNeeds.KEY)),
        timeframes,
        (int) indicators.number("historyBars", HISTORY_BARS),
        MarketCalendars.from(config),
        indicators.perSymbolLimit());
  }

  /** What alerts need besides is published on their timeframes as well. */
  private static List<Wanted> withNeeds(List<Wanted> configured, JsonObject needs) {
    if (needs == null) {
      return configured;
    }
    Map<String, Wanted> all = new LinkedHashMap<>();
    configured.forEach(wanted -> put(all, wanted));
    for (Object each : needs.getJsonArray("indicators")) {
      JsonObject need = (JsonObject) each;
      IndicatorSpec spec = IndicatorSpecs.one(need.getString("name"));
      Set<Timeframe> on = StageConfig.timeframes(need.getJsonArray("timeframes"));
      Wanted before = all.get(spec.label());
      if (before != null) {
        on.addAll(before.timeframes());
      }
      all.put(spec.label(), new Wanted(spec, on, true));
    }
    return List.copyOf(all.values());
  }

  private static void put(Map<String, Wanted> all, Wanted wanted) {
    if (all.put(wanted.spec().label(), wanted) != null) {
      throw new IllegalArgumentException(
          "indicators.enabled: expected each once, was " + wanted.spec().label() + " twice");
    }
  }

  private static List<Wanted> defaults(Set<Timeframe> timeframes) {
    return IndicatorSet.defaults().stream()
        .map(spec -> new Wanted(spec, timeframes, true))
        .toList();
  }

  /** The indicators computed on bars of a timeframe. */
  List<Wanted> on(Timeframe timeframe) {
    return enabled.stream().filter(wanted -> wanted.timeframes().contains(timeframe)).toList();
  }

  /** Whether the values of past bars are kept. */
  public boolean keepsHistory() {
    return bars() > 0;
  }

  /** How long the values of a timeframe's bars are kept. */
  public Duration keeps(Timeframe timeframe) {
    int stretch = timeframe == Timeframe.DAY_1 ? DAILY_STRETCH : INTRADAY_STRETCH;
    return timeframe.length().multipliedBy((long) stretch * bars());
  }

  private int bars() {
    boolean cumulative = IndicatorSet.isCumulative(enabled.stream().map(Wanted::spec).toList());
    return cumulative ? Math.max(historyBars, LEAST_CUMULATIVE_HISTORY) : historyBars;
  }

  private static List<Wanted> wanted(JsonArray enabled, Set<Timeframe> timeframes) {
    List<Wanted> wanted = new ArrayList<>();
    for (Object entry : enabled) {
      try {
        wanted.add(wanted(entry, timeframes));
      } catch (IllegalArgumentException | ClassCastException e) {
        throw new IllegalArgumentException("indicators.enabled: " + e.getMessage(), e);
      }
    }
    return wanted;
  }

  private static Wanted wanted(Object entry, Set<Timeframe> timeframes) {
    if (entry instanceof String text) {
      return new Wanted(IndicatorSpecs.one(text), timeframes, true);
    }
    if (!(entry instanceof JsonObject object) || !KEYS.containsAll(object.fieldNames())) {
      throw new IllegalArgumentException(
          "expected {\"name\": …, \"parameters\": {…}, \"timeframes\": […], \"publish\": true}, was "
              + entry);
    }
    return new Wanted(
        new IndicatorSpec(object.getString("name"), parameters(object)),
        object.containsKey("timeframes")
            ? StageConfig.timeframes(object.getJsonArray("timeframes"))
            : timeframes,
        object.getBoolean("publish", true));
  }

  private static Map<String, Double> parameters(JsonObject object) {
    IndicatorDefinition definition = Indicators.of(object.getString("name"));
    Map<String, Double> parameters = new HashMap<>();
    for (Map.Entry<String, Object> given : object.getJsonObject("parameters", new JsonObject())) {
      IndicatorParameter parameter = definition.parameter(given.getKey());
      parameters.put(
          parameter.name(),
          given.getValue() instanceof Number number
              ? number.doubleValue()
              : IndicatorSpecs.value(definition, parameter, String.valueOf(given.getValue())));
    }
    return parameters;
  }
}
