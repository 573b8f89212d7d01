package ai.tickstock.launcher;

import ai.tickstock.analytics.Nearest;
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
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the registry. */
@Command(
    name = "list-functions",
    description = "Shows what can be computed: indicators, candlestick functions and patterns.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false)
final class ListFunctionsCommand implements Callable<Integer> {
  private static final String FUNCTION = "%-20s %8s  %-44s %s%n";
  private static final String PATTERN = "%-28s %-20s %-22s %s%n";

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "only these functions or patterns, in full; all if none is named")
  private List<String> names = List.of();

  @Option(names = "--json", description = "as JSON, with everything known of each")
  private boolean json;

  @Spec private CommandSpec spec;

  /** One thing that was asked for. */
  private record Entry(JsonObject json, Consumer<PrintWriter> inFull) {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Entry> named = names.stream().map(this::entry).toList();
    if (json) {
      out.println(
          named.isEmpty()
              ? Catalogue.json().encodePrettily()
              : new JsonArray(named.stream().map(Entry::json).toList()).encodePrettily());
    } else if (named.isEmpty()) {
      functions(out);
      patterns(out);
    } else {
      named.forEach(each -> each.inFull().accept(out));
    }
    out.flush();
    return 0;
  }

  private Entry entry(String name) {
    for (IndicatorDefinition each : Indicators.all()) {
      if (each.name().equalsIgnoreCase(name)) {
        return new Entry(Catalogue.function(each), out -> inFull(each, out));
      }
    }
    for (PatternDefinition each : Patterns.all()) {
      if (each.name().equalsIgnoreCase(name)) {
        return new Entry(Catalogue.pattern(each), out -> inFull(each, out));
      }
    }
    for (ChartPatternDefinition each : ChartPatterns.all()) {
      if (each.name().equalsIgnoreCase(name)) {
        return new Entry(Catalogue.pattern(each), out -> inFull(each, out));
      }
    }
    List<String> all = new ArrayList<>();
    Indicators.all().forEach(each -> all.add(each.name()));
    all.addAll(Patterns.names());
    all.addAll(ChartPatterns.names());
    throw new ParameterException(
        spec.commandLine(),
        "NAME: expected a function or a pattern such as "
            + Nearest.to(name, all)
            + ", was "
            + name);
  }

  private static void functions(PrintWriter out) {
    String group = "";
    for (IndicatorDefinition definition : Indicators.all()) {
      if (!definition.group().equals(group)) {
        group = definition.group();
        out.printf("%n%s%n", group);
        out.printf(FUNCTION, "name", "lookback", "parameters", "what it is");
      }
      out.printf(
          FUNCTION,
          definition.name(),
          IndicatorSpec.of(definition.name()).lookback(),
          parameters(definition),
          definition.description());
    }
  }

  /** An input that is the close goes without saying. */
  private static String parameters(IndicatorDefinition definition) {
    return definition.parameters().stream()
        .filter(each -> each.type() != IndicatorParameter.Type.INPUT)
        .map(each -> each.name() + "=" + each.text(each.defaultValue()))
        .collect(Collectors.joining(" "));
  }

  private static void patterns(PrintWriter out) {
    out.printf("%nCandlestick patterns%n");
    out.printf(PATTERN, "name", "TA-Lib's function", "direction", "what it is");
    for (PatternDefinition definition : Patterns.all()) {
      out.printf(
          PATTERN,
          definition.name(),
          definition.talibName(),
          labels(definition.directions()),
          definition.description());
    }
    out.printf("%nChart patterns%n");
    out.printf(PATTERN, "name", "", "direction", "what it is");
    for (ChartPatternDefinition definition : ChartPatterns.all()) {
      out.printf(
          PATTERN,
          definition.name(),
          "",
          labels(definition.directions()),
          definition.description());
    }
  }

  private static String labels(List<Direction> directions) {
    return directions.stream().map(Direction::label).collect(Collectors.joining(" "));
  }

  private static void inFull(IndicatorDefinition definition, PrintWriter out) {
    IndicatorSpec usual = IndicatorSpec.of(definition.name());
    out.printf("%n%s: %s%n", definition.name(), definition.description());
    out.printf("  group     %s%n", definition.group());
    out.printf("  inputs    %s%n", String.join(", ", definition.inputs()));
    for (IndicatorParameter each : definition.parameters()) {
      out.printf(
          "  parameter %s = %s, %s%n",
          each.name(), each.text(each.defaultValue()), each.expected());
    }
    out.printf(
        "  outputs   %s%n",
        definition.outputs().stream()
            .map(output -> output.name() + " (" + output.talibName() + ")")
            .collect(Collectors.joining(", ")));
    out.printf("  lookback  %,d bars%n", usual.lookback());
    out.printf("  warm-up   %,d bars%n", usual.warmUpBars());
    out.printf("  source    %s%n", definition.source());
  }

  private static void inFull(PatternDefinition definition, PrintWriter out) {
    out.printf("%n%s: %s%n", definition.name(), definition.description());
    if (!definition.talibName().isEmpty()) {
      out.printf("  TA-Lib    %s%n", definition.talibName());
    }
    out.printf("  direction %s%n", labels(definition.directions()));
    out.printf("  candles   %,d%n", definition.bars());
    out.printf("  lookback  %,d bars%n", definition.lookback());
    out.printf("  source    %s%n", definition.source());
  }

  private static void inFull(ChartPatternDefinition definition, PrintWriter out) {
    out.printf("%n%s: %s%n", definition.name(), definition.description());
    out.printf("  direction %s%n", labels(definition.directions()));
    out.printf("  rule      %s%n", definition.rule());
    out.printf("  source    %s%n", definition.source());
  }
}
