package ai.tickstock.bench;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.Indicators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures every function of the registry beside TA-Lib's Java port and ta4j, in one run, and
 * writes a table in Markdown with the goals below it. On two idle cores the whole takes about a
 * quarter of an hour.
 */
@Command(
    name = "FunctionTable",
    description = "Measures all functions beside TA-Lib's Java port and ta4j.",
    mixinStandardHelpOptions = true)
public final class FunctionTable implements Callable<Integer> {
  private static final String MANY = "10000";

  @Option(
      names = "--functions",
      split = ",",
      description = "Names of the registry, such as RSI,SMA; all by default.")
  private List<String> functions = List.of();

  @Option(names = "--quick", description = "Half the time, coarser figures.")
  private boolean quick;

  @Option(names = "--out", description = "Where the table goes besides the screen.")
  private Path out;

  private FunctionRuns.Settings settings;
  private FunctionRuns runs;

  /** {@code java -cp verticles/bench/target/benchmarks.jar ai.tickstock.bench.FunctionTable}. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FunctionTable()).execute(args));
  }

  @Override
  public Integer call() throws RunnerException, IOException {
    settings = quick ? FunctionRuns.Settings.QUICK : FunctionRuns.Settings.USUAL;
    runs = new FunctionRuns(settings);
    Instant begin = Instant.now();
    String report = report();
    System.out.println(report);
    if (out != null) {
      Files.writeString(out, report);
    }
    System.err.printf("%d s%n", Duration.between(begin, Instant.now()).toSeconds());
    return 0;
  }

  private String report() throws RunnerException {
    boolean whole = functions.isEmpty();
    List<FunctionRow> rows = measured(whole ? registered() : known(functions));
    List<FunctionRow> candles = whole ? runs.candles(forks(true)) : List.of();
    StringBuilder report = new StringBuilder(head());
    report.append(FunctionRow.HEAD);
    candles.forEach(row -> report.append(row.markdown()).append('\n'));
    rows.forEach(row -> report.append(row.markdown()).append('\n'));
    if (whole) {
      report.append('\n').append(manySeries());
    }
    return report.append('\n').append(Goals.markdown(rows, candles)).toString();
  }

  private List<FunctionRow> measured(List<String> names) throws RunnerException {
    List<FunctionRow> rows = new ArrayList<>();
    for (String name : names) {
      FunctionRow row = runs.function(name, forks(Goals.POPULAR.contains(name)));
      rows.add(row);
      System.err.printf("%3d of %d %s%n", rows.size(), names.size(), row.markdown());
    }
    return rows;
  }

  /** What goals are set for is measured in several processes: they compile differently. */
  private int forks(boolean goal) {
    return goal && !quick ? 3 : 1;
  }

  private static List<String> registered() {
    return Indicators.all().stream().map(IndicatorDefinition::name).toList();
  }

  private static List<String> known(List<String> names) {
    return names.stream().map(name -> Indicators.of(name).name()).toList();
  }

  private String head() throws RunnerException {
    return """
        - %s %s; %s, %d processors; %s
        - per bar, one thread, medians: %s; each benchmark in a process of its own%s
        - ours: bar by bar, all outputs read, default settings
        - the port: com.tictactec:ta-lib 0.4.0, %,d bars in one call
        - %s of doubles: bar by bar into a series of %d bars; a bar without a function: %s ns

        """
        .formatted(
            System.getProperty("java.vm.name"),
            System.getProperty("java.vm.version"),
            Processor.name(),
            Runtime.getRuntime().availableProcessors(),
            LocalDate.now(ZoneOffset.UTC),
            settings,
            quick ? "" : ", in three where a goal is set",
            FunctionBenchmark.BARS,
            Ta4jEdition.NAME,
            FunctionBenchmark.TA4J_WINDOW,
            Figure.nanos(runs.ta4jBar()));
  }

  private String manySeries() throws RunnerException {
    Map<String, Figure> one = runs.series("1");
    Map<String, Figure> many = runs.series(MANY);
    StringBuilder table =
        new StringBuilder("| a bar | one series ns | B | %s series ns | B |\n".formatted(MANY));
    table.append("|---|---|---|---|---|\n");
    for (String benchmark : List.of("barIntoIndicators", "barIntoPatterns")) {
      table.append(
          "| %s | %s | %s | %s | %s |%n"
              .formatted(
                  benchmark,
                  Figure.nanos(one.get(benchmark)),
                  Figure.bytes(one.get(benchmark)),
                  Figure.nanos(many.get(benchmark)),
                  Figure.bytes(many.get(benchmark))));
    }
    return table.toString();
  }
}
