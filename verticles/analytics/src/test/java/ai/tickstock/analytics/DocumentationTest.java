package ai.tickstock.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.chart.ChartPatternDefinition;
import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorParameter;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.Indicators;
import ai.tickstock.analytics.patterns.PatternDefinition;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.Direction;
import ai.tickstock.market.MarketCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * FUNCTIONS.md is what the registry says. Run with {@code -Dtickstock.document=true} to write it
 * anew.
 */
class DocumentationTest {
  private static final String PLUGGED_IN = "GapAndGo";
  private static final Path FILE = Path.of("FUNCTIONS.md");
  private static final Set<String> TALIB =
      Golden.rows("functions").stream().map(row -> row[1]).collect(Collectors.toSet());

  @Test
  void theTablesAreThoseOfTheRegistry() throws IOException {
    String written = document();
    if (Boolean.getBoolean("tickstock.document")) {
      Files.writeString(FILE, written);
    }
    assertThat(Files.readString(FILE))
        .as("run with -Dtickstock.document=true to write it anew")
        .isEqualTo(written);
  }

  private static String document() {
    StringBuilder to = new StringBuilder();
    long talib = shipped().stream().filter(each -> TALIB.contains(each.name())).count();
    to.append("# Functions and patterns\n\n")
        .append("Written from the registry by `DocumentationTest`; do not edit.\n\n")
        .append(
            "%d functions, %d of them TA-Lib's. Those give TA-Lib 0.6.4's figures over the reference series: `bits`"
                .formatted(shipped().size(), talib))
        .append(" where every bit is equal, `1e-9` where the last digits differ\n")
        .append("(relative, absolute below 1).\n\n")
        .append(
            "*Warm-up*: stored bars after which a fresh start gives what running all along gives, to 1e-10. ")
        .append("`+ day`: and those of the market's day so far. `state`: its state is kept.\n");
    for (String group : groups()) {
      to.append("\n## ").append(group).append("\n\n");
      to.append(
          "| function | what | inputs | parameters | outputs | lookback | warm-up | TA-Lib | source |\n");
      to.append("|---|---|---|---|---|---:|---:|---|---|\n");
      shipped().stream().filter(each -> each.group().equals(group)).forEach(each -> row(each, to));
    }
    patterns(to);
    chartPatterns(to);
    return to.toString();
  }

  /** Without those of the tests. */
  private static List<IndicatorDefinition> shipped() {
    return Indicators.all().stream().filter(each -> !each.group().equals("Own")).toList();
  }

  private static List<String> groups() {
    return shipped().stream().map(IndicatorDefinition::group).distinct().toList();
  }

  private static void row(IndicatorDefinition definition, StringBuilder to) {
    IndicatorSpec spec = IndicatorSpec.of(definition.name());
    String parameters =
        definition.parameters().stream()
            .filter(each -> each.type() != IndicatorParameter.Type.INPUT)
            .map(each -> each.name() + " " + each.text(each.defaultValue()))
            .collect(Collectors.joining(", "));
    String outputs =
        definition.outputs().stream().map(each -> each.name()).collect(Collectors.joining(", "));
    String warmUp =
        switch (definition.memory()) {
          case BOUNDED -> "%,d".formatted(spec.warmUpBars());
          case SESSION -> "%,d + day".formatted(spec.warmUpBars());
          case CUMULATIVE -> "state";
        };
    cells(
        to,
        "`" + definition.name() + "`",
        definition.description(),
        String.join(", ", definition.inputs()),
        parameters,
        outputs,
        String.valueOf(spec.lookback()),
        warmUp,
        TALIB.contains(definition.name()) ? parity(spec) : "",
        definition.source());
  }

  private static void cells(StringBuilder to, String... cells) {
    to.append("| ").append(String.join(" | ", cells).replace("|  |", "| |")).append(" |\n");
  }

  private static String parity(IndicatorSpec spec) {
    Indicator indicator = spec.create(MarketCalendar.alwaysOpen());
    List<double[]> wanted = Golden.answers(spec.name());
    for (int bar = 0; bar < Golden.size(); bar++) {
      double[] b = Golden.bar(bar);
      indicator.add(bar * 60_000L, b[0], b[1], b[2], b[3], b[4]);
      for (int i = 0; indicator.isReady() && i < indicator.outputCount(); i++) {
        double output = indicator.output(i);
        if (output != wanted.get(bar)[i] && !Double.isNaN(output)) {
          return "1e-9";
        }
      }
    }
    return "bits";
  }

  private static void patterns(StringBuilder to) {
    to.append("\n## Candlestick patterns, as events\n\n")
        .append(
            "`confidence = 0.60 strength + 0.25 context + 0.15 volume`, each 0 to 1: how clearly the rule's ")
        .append(
            "conditions are met, the trend before (a reversal wants one to turn), and the volume beside ")
        .append(
            "that of the ten bars before.\nA pattern is looked for as soon as its own candles are there; ")
        .append(
            "until its lookback is full, averages are over the bars there are, and the event says `warming`.\n\n");
    to.append("| pattern | TA-Lib's function | direction | candles | lookback | what |\n");
    to.append("|---|---|---|---:|---:|---|\n");
    for (PatternDefinition each : Patterns.all()) {
      if (each.name().equals(PLUGGED_IN)) {
        continue;
      }
      Set<String> directions = new TreeSet<>();
      each.directions().stream().map(Direction::label).forEach(directions::add);
      cells(
          to,
          each.name(),
          "`" + each.talibName().toUpperCase(Locale.ROOT) + "`",
          String.join(", ", directions),
          String.valueOf(each.bars()),
          String.valueOf(each.lookback()),
          each.description());
    }
  }

  private static void chartPatterns(StringBuilder to) {
    to.append("\n## Chart patterns\n\n")
        .append(
            "Corners are swing points: above (below) the 3, 5 or 9 bars before and after. A shape is at most 160 bars wide; ")
        .append(
            "wider ones are found on a longer timeframe.\nIt is told on the bar whose close leaves it, once all its corners ")
        .append(
            "are known, and waits for that half as many bars as it has, at most 80. An event holds its corners,\nthe level ")
        .append(
            "(breakout), the measured move (target: the height beyond the level) and the price at which it has failed (stop).\n")
        .append(
            "`confidence = 0.60 fit + 0.25 decision + 0.15 volume`: how far the measured conditions are from their limits, ")
        .append(
            "how far the close is beyond the level\n(0.5 for a tenth of the height), the volume ")
        .append(
            "beside that within the shape. Of patterns that one breakout confirms the first of its\nkind in this ")
        .append(
            "table is told. *False alarms*: how many a random walk shows in 1,000 bars (200 walks of 5,000 bars).\n\n");
    to.append("| pattern | direction | what | rule | false alarms | source |\n");
    to.append("|---|---|---|---|---:|---|\n");
    for (ChartPatternDefinition each : ChartPatterns.all()) {
      cells(
          to,
          each.name(),
          each.directions().stream().map(Direction::label).collect(Collectors.joining(", ")),
          each.description(),
          each.rule(),
          "%s".formatted(each.falseAlarms()),
          each.source());
    }
  }
}
