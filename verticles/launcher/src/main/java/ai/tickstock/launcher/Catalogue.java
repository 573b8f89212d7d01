package ai.tickstock.launcher;

import ai.tickstock.analytics.chart.ChartPatternDefinition;
import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorParameter;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.Indicators;
import ai.tickstock.analytics.patterns.PatternDefinition;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.Direction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** The registry as JSON: what there is to compute, for the command line and over HTTP. */
final class Catalogue {
  private Catalogue() {}

  /** All functions and all patterns. */
  static JsonObject json() {
    JsonArray functions = new JsonArray();
    Indicators.all().forEach(definition -> functions.add(function(definition)));
    JsonArray patterns = new JsonArray();
    Patterns.all().forEach(definition -> patterns.add(pattern(definition)));
    ChartPatterns.all().forEach(definition -> patterns.add(pattern(definition)));
    return new JsonObject().put("functions", functions).put("patterns", patterns);
  }

  static JsonObject function(IndicatorDefinition definition) {
    IndicatorSpec usual = IndicatorSpec.of(definition.name());
    JsonArray parameters = new JsonArray();
    definition.parameters().forEach(parameter -> parameters.add(parameter(parameter)));
    JsonArray outputs = new JsonArray();
    definition
        .outputs()
        .forEach(
            output ->
                outputs.add(
                    new JsonObject()
                        .put("name", output.name())
                        .put("talib", output.talibName())
                        .put("type", output.whole() ? "integer" : "real")));
    return new JsonObject()
        .put("name", definition.name())
        .put("group", definition.group())
        .put("description", definition.description())
        .put("inputs", new JsonArray(definition.inputs()))
        .put("parameters", parameters)
        .put("outputs", outputs)
        .put("over_prices", definition.isOverPrices())
        .put("lookback", usual.lookback())
        .put("warm_up", usual.warmUpBars())
        .put("memory", definition.memory().name().toLowerCase(Locale.ROOT))
        .put("source", definition.source());
  }

  private static JsonObject parameter(IndicatorParameter parameter) {
    JsonObject json =
        new JsonObject()
            .put("name", parameter.name())
            .put("talib", parameter.talibName())
            .put("type", parameter.type().name().toLowerCase(Locale.ROOT))
            .put("min", parameter.min())
            .put("max", parameter.max())
            .put("default", parameter.defaultValue());
    return parameter.choices().isEmpty()
        ? json
        : json.put("choices", new JsonArray(parameter.choices()));
  }

  static JsonObject pattern(PatternDefinition definition) {
    return new JsonObject()
        .put("name", definition.name())
        .put("kind", "candlestick")
        .put("talib", definition.talibName())
        .put("description", definition.description())
        .put("directions", labels(definition.directions()))
        .put("bars", definition.bars())
        .put("lookback", definition.lookback())
        .put("source", definition.source());
  }

  static JsonObject pattern(ChartPatternDefinition definition) {
    return new JsonObject()
        .put("name", definition.name())
        .put("kind", "chart")
        .put("description", definition.description())
        .put("directions", labels(definition.directions()))
        .put("rule", definition.rule())
        .put("false_alarms", definition.falseAlarms())
        .put("source", definition.source());
  }

  private static JsonArray labels(List<Direction> directions) {
    return new JsonArray(directions.stream().map(Direction::label).toList());
  }
}
