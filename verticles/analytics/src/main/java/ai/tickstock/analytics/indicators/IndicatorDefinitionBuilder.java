package ai.tickstock.analytics.indicators;

import ai.tickstock.market.MarketCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Gathers what an {@link IndicatorDefinition} consists of, in an order that reads well. */
final class IndicatorDefinitionBuilder {
  final String name;
  final String group;
  final String description;
  String source = "TA-Lib 0.6.4";
  List<String> inputs = List.of("close");
  final List<IndicatorParameter> parameters = new ArrayList<>();
  final List<IndicatorOutput> outputs = new ArrayList<>();
  IndicatorDefinition.Memory memory = IndicatorDefinition.Memory.BOUNDED;
  ToIntFunction<Parameters> lookback = parameters -> 0;
  ToIntFunction<Parameters> warmUpBars;
  BiFunction<Parameters, MarketCalendar, Indicator> factory;

  IndicatorDefinitionBuilder(String name, String group, String description) {
    this.name = name;
    this.group = group;
    this.description = description;
  }

  IndicatorDefinitionBuilder source(String publication) {
    source = publication;
    return this;
  }

  IndicatorDefinitionBuilder inputs(String... partsOfABar) {
    inputs = List.of(partsOfABar);
    return this;
  }

  IndicatorDefinitionBuilder parameter(IndicatorParameter parameter) {
    parameters.add(parameter);
    return this;
  }

  IndicatorDefinitionBuilder output(String outputName, String talibName) {
    outputs.add(new IndicatorOutput(outputName, talibName));
    return this;
  }

  IndicatorDefinitionBuilder memory(IndicatorDefinition.Memory needed) {
    memory = needed;
    return this;
  }

  /** Bars before the first value; as many warm a windowed indicator up. */
  IndicatorDefinitionBuilder lookback(ToIntFunction<Parameters> bars) {
    lookback = bars;
    return this;
  }

  /** Bars that warm a recursive indicator up. */
  IndicatorDefinitionBuilder warmUp(ToIntFunction<Parameters> bars) {
    warmUpBars = bars;
    return this;
  }

  IndicatorDefinition create(Function<Parameters, Indicator> indicator) {
    return create((parameters, calendar) -> indicator.apply(parameters));
  }

  IndicatorDefinition create(BiFunction<Parameters, MarketCalendar, Indicator> indicator) {
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
