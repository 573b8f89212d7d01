package ai.tickstock.analytics.indicators;

import ai.tickstock.market.MarketCalendar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An indicator with its settings, as configuration asks for it. Immutable.
 *
 * @param name a name of the registry, such as {@code RSI}
 * @param parameters after construction every parameter by its configuration name, in TA-Lib's
 *     order, defaults filled in. What is given may leave parameters out, and may spell them as
 *     TA-Lib does ({@code TimePeriod}, {@code FastK_Period}) or as metadata does ({@code period})
 */
public record IndicatorSpec(String name, Map<String, Double> parameters) {

  /**
   * Checks and completes.
   *
   * @throws IllegalArgumentException that names the indicator, the parameter, its value and what is
   *     expected, or the nearest valid names
   */
  public IndicatorSpec {
    parameters = completed(Indicators.of(name), parameters);
    // Some parameters are good or bad only together: the indicator itself says so.
    Indicators.of(name).create(parameters, MarketCalendar.alwaysOpen());
  }

  /** With TA-Lib's default parameters. */
  public static IndicatorSpec of(String name) {
    return new IndicatorSpec(name, Map.of());
  }

  /** With one parameter given, the others TA-Lib's defaults. */
  public static IndicatorSpec of(String name, String parameter, double value) {
    return new IndicatorSpec(name, Map.of(parameter, value));
  }

  /** Its entry in the registry. */
  public IndicatorDefinition definition() {
    return Indicators.of(name);
  }

  /** A fresh indicator. The calendar says when sessions begin. */
  public Indicator create(MarketCalendar calendar) {
    return definition().create(parameters, calendar);
  }

  /** Bars before the first value. */
  public int lookback() {
    return definition().lookback(parameters);
  }

  /** Stored bars to feed first; see {@link IndicatorDefinition#warmUpBars}. */
  public int warmUpBars() {
    return definition().warmUpBars(parameters);
  }

  /**
   * The name with its numbers, unique among specs: {@code SMA_20}, {@code MACD_12_26_9}, {@code
   * BBANDS_20_2_2}, {@code VWAP}. Kinds of averages follow, all of them, when one is not SMA, then
   * an input that is not the usual one: {@code STOCH_14_3_3_EMA_EMA}, {@code SMA_20_VOLUME}.
   */
  public String label() {
    StringBuilder label = new StringBuilder(name);
    StringBuilder choices = new StringBuilder();
    boolean unusual = false;
    for (IndicatorParameter parameter : definition().parameters()) {
      double value = parameters.get(parameter.name());
      switch (parameter.type()) {
        case INPUT -> {
          if (value != parameter.defaultValue()) {
            choices.append('_').append(parameter.text(value).toUpperCase(Locale.ROOT));
          }
        }
        case AVERAGE -> unusual |= value != 0;
        default -> label.append('_').append(parameter.text(value));
      }
    }
    if (unusual) {
      definition().parameters().stream()
          .filter(parameter -> parameter.type() == IndicatorParameter.Type.AVERAGE)
          .forEach(p -> label.append('_').append(p.text(parameters.get(p.name()))));
    }
    return label.append(choices).toString();
  }

  /**
   * The parameters by their names in events' metadata, such as {@code period}, in TA-Lib's order;
   * an input only if it is not the usual one.
   */
  public Map<String, Double> metadata() {
    Map<String, Double> named = new LinkedHashMap<>();
    for (IndicatorParameter parameter : definition().parameters()) {
      double value = parameters.get(parameter.name());
      boolean usualInput =
          parameter.type() == IndicatorParameter.Type.INPUT && value == parameter.defaultValue();
      if (!usualInput) {
        named.put(parameter.metadataName(), value);
      }
    }
    return Collections.unmodifiableMap(named);
  }

  private static Map<String, Double> completed(
      IndicatorDefinition definition, Map<String, Double> given) {
    Map<String, Double> complete = new LinkedHashMap<>();
    for (IndicatorParameter parameter : definition.parameters()) {
      complete.put(parameter.name(), parameter.defaultValue());
    }
    given.forEach(
        (key, value) -> {
          IndicatorParameter parameter = definition.parameter(key);
          parameter.check(definition.name(), value == null ? Double.NaN : value);
          complete.put(parameter.name(), value);
        });
    return Collections.unmodifiableMap(complete);
  }
}
