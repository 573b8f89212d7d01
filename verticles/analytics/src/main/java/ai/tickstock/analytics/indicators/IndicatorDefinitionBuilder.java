package ai.tickstock.analytics.indicators;

import ai.tickstock.market.MarketCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Gathers what an {@link IndicatorDefinition} consists of, in an order that reads well. */
public final class IndicatorDefinitionBuilder {
  final String name;
  final String group;
  final String description;
  String source = "TA-Lib 0.6.4";
  List<String> inputs = List.of("close");
  final List<IndicatorParameter> parameters = new ArrayList<>();
  final List<IndicatorOutput> outputs = new ArrayList<>();
  boolean overPrices;
  IndicatorDefinition.Memory memory = IndicatorDefinition.Memory.BOUNDED;
  ToIntFunction<Parameters> lookback = parameters -> 0;
  ToIntFunction<Parameters> warmUpBars;
  BiFunction<Parameters, MarketCalendar, Indicator> factory;

  IndicatorDefinitionBuilder(String name, String group, String description) {
    this.name = name;
    this.group = group;
    this.description = description;
  }

  /** Where the formula was published; TA-Lib if not said. */
  public IndicatorDefinitionBuilder source(String publication) {
    source = publication;
    return this;
  }

  /** The parts of a bar it looks at; {@code close} if not said. */
  public IndicatorDefinitionBuilder inputs(String... partsOfABar) {
    inputs = List.of(partsOfABar);
    return this;
  }

  /** The next parameter. */
  public IndicatorDefinitionBuilder parameter(IndicatorParameter parameter) {
    parameters.add(parameter);
    return this;
  }

  /** A parameter {@code timePeriod}: a number of bars. */
  public IndicatorDefinitionBuilder period(int min, int defaultValue) {
    return parameter(IndicatorParameter.bars("timePeriod", "TimePeriod", min, defaultValue));
  }

  /** The next output; a single {@code value}, {@code outReal}, if none is said. */
  public IndicatorDefinitionBuilder output(String outputName, String talibName) {
    outputs.add(new IndicatorOutput(outputName, talibName, false));
    return this;
  }

  /** The next output, which is always a whole number. */
  public IndicatorDefinitionBuilder wholeOutput(String outputName, String talibName) {
    outputs.add(new IndicatorOutput(outputName, talibName, true));
    return this;
  }

  /** Its values are prices: a chart draws them over the candles. */
  public IndicatorDefinitionBuilder overPrices() {
    overPrices = true;
    return this;
  }

  /** What a warm start needs; a bounded number of bars if not said. */
  public IndicatorDefinitionBuilder memory(IndicatorDefinition.Memory needed) {
    memory = needed;
    return this;
  }

  /** Bars before the first value, 0 if not said; as many warm a windowed indicator up. */
  public IndicatorDefinitionBuilder lookback(ToIntFunction<Parameters> bars) {
    lookback = bars;
    return this;
  }

  /** Bars that warm a recursive indicator up; see {@link IndicatorDefinition#warmUpBars}. */
  public IndicatorDefinitionBuilder warmUp(ToIntFunction<Parameters> bars) {
    warmUpBars = bars;
    return this;
  }

  /** The definition of what a function of plain values makes of one input, the close by default. */
  public IndicatorDefinition over(Function<Parameters, RealFunction> function) {
    return over(Input.CLOSE, function);
  }

  /** The definition of what a function of plain values makes of one input. */
  public IndicatorDefinition over(Input defaultInput, Function<Parameters, RealFunction> function) {
    inputs = List.of(defaultInput.label());
    parameter(IndicatorParameter.input("input", defaultInput));
    return create(
        given ->
            new OverInput(
                function.apply(given), given.input("input"), Math.max(1, outputs.size())));
  }

  /** The definition of what a function of pairs makes of high and low, or of other two inputs. */
  public IndicatorDefinition overPair(Function<Parameters, PairFunction> function) {
    return overPair(Input.HIGH, Input.LOW, function);
  }

  /** The definition of what a function of pairs makes of two inputs. */
  public IndicatorDefinition overPair(
      Input first, Input second, Function<Parameters, PairFunction> function) {
    inputs = List.of(first.label(), second.label());
    parameter(IndicatorParameter.input("input0", first));
    parameter(IndicatorParameter.input("input1", second));
    return create(
        given ->
            new OverInputs(function.apply(given), given.input("input0"), given.input("input1")));
  }

  /** The definition of an indicator of bars. */
  public IndicatorDefinition create(Function<Parameters, Indicator> indicator) {
    return create((parameters, calendar) -> indicator.apply(parameters));
  }

  /** The definition of an indicator of bars that looks at the calendar. */
  public IndicatorDefinition create(BiFunction<Parameters, MarketCalendar, Indicator> indicator) {
    factory = indicator;
    if (outputs.isEmpty()) {
      output("value", "outReal");
    }
    if (warmUpBars == null) {
      warmUpBars = lookback;
    }
    return new IndicatorDefinition(this);
  }
}
