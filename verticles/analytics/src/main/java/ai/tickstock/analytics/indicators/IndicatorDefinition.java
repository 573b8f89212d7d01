package ai.tickstock.analytics.indicators;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.market.MarketCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/**
 * What there is to know of an indicator: its entry in the registry. Immutable.
 *
 * <p>Methods that take parameters expect all of them, by name, as {@link
 * IndicatorSpec#parameters()} gives them.
 */
public final class IndicatorDefinition {
  /** What a warm start needs to agree with having run all along. */
  public enum Memory {
    /** A bounded number of bars; see {@link #warmUpBars}. */
    BOUNDED,
    /** Every bar since the market's day began. */
    SESSION,
    /** Every bar there ever was: its state must be kept. */
    CUMULATIVE
  }

  private final String name;
  private final String group;
  private final String description;
  private final String source;
  private final List<String> inputs;
  private final List<IndicatorParameter> parameters;
  private final List<IndicatorOutput> outputs;
  private final boolean overPrices;
  private final Memory memory;
  private final ToIntFunction<Parameters> lookback;
  private final ToIntFunction<Parameters> warmUpBars;
  private final BiFunction<Parameters, MarketCalendar, Indicator> factory;

  IndicatorDefinition(IndicatorDefinitionBuilder from) {
    name = from.name;
    group = from.group;
    description = from.description;
    source = from.source;
    inputs = List.copyOf(from.inputs);
    parameters = List.copyOf(from.parameters);
    outputs = List.copyOf(from.outputs);
    overPrices = from.overPrices;
    memory = from.memory;
    lookback = from.lookback;
    warmUpBars = from.warmUpBars;
    factory = from.factory;
  }

  /**
   * Begins a definition.
   *
   * @param name its name in the registry, in capitals
   * @param group what it is listed with, such as {@code Momentum Indicators}
   * @param description one line for people
   */
  public static IndicatorDefinitionBuilder named(String name, String group, String description) {
    return new IndicatorDefinitionBuilder(name, group, description);
  }

  /** TA-Lib's name where TA-Lib has it, such as {@code RSI}. */
  public String name() {
    return name;
  }

  /** TA-Lib's group, such as {@code Momentum Indicators}. */
  public String group() {
    return group;
  }

  /** One line for people. */
  public String description() {
    return description;
  }

  /** Where the formula was published. */
  public String source() {
    return source;
  }

  /** The parts of a bar it looks at, such as {@code high, low, close}. */
  public List<String> inputs() {
    return inputs;
  }

  /** Its settings, in TA-Lib's order. */
  public List<IndicatorParameter> parameters() {
    return parameters;
  }

  /** Its values, in TA-Lib's order. */
  public List<IndicatorOutput> outputs() {
    return outputs;
  }

  /** Whether its values are prices, which a chart draws over the candles. */
  public boolean isOverPrices() {
    return overPrices;
  }

  /** What a warm start needs. */
  public Memory memory() {
    return memory;
  }

  /** Bars before the first value. */
  public int lookback(Map<String, Double> values) {
    return lookback.applyAsInt(new Parameters(values));
  }

  /**
   * Stored bars to feed first, so that the values of the bars after them agree to 1e-10 (relative,
   * absolute below 1) with having run all along, as long as prices move: a mean of changes that all
   * are 0 remembers the last one that was not, and TA-Lib's standard deviation of equal closes is
   * what rounding left over. For {@link Memory#SESSION} and {@link Memory#CUMULATIVE} what {@link
   * #memory()} names comes on top.
   */
  public int warmUpBars(Map<String, Double> values) {
    return warmUpBars.applyAsInt(new Parameters(values));
  }

  /**
   * The parameter of a name; TA-Lib's spelling, underscores and case do not matter.
   *
   * @throws IllegalArgumentException naming the nearest there are, if there is none
   */
  public IndicatorParameter parameter(String wanted) {
    for (IndicatorParameter parameter : parameters) {
      if (plain(wanted).equals(plain(parameter.name()))
          || plain(wanted).equals(plain(parameter.metadataName()))) {
        return parameter;
      }
    }
    throw new IllegalArgumentException(
        parameters.isEmpty()
            ? name + ": takes no parameters, was given " + wanted
            : name
                + ": expected a parameter such as "
                + Nearest.to(wanted, parameters.stream().map(IndicatorParameter::name).toList())
                + ", was "
                + wanted);
  }

  Indicator create(Map<String, Double> values, MarketCalendar calendar) {
    return factory.apply(new Parameters(values), calendar);
  }

  private static String plain(String text) {
    return text.replace("_", "").toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name;
  }
}
