package ai.tickstock.bench;

import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.oracle.TalibPort;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of the table, each in processes of its own: what is compared runs in turn,
 * seconds apart.
 */
final class FunctionRuns {
  /** Later Javas would warn, in each process, of what JMH itself does. */
  private static final String[] JVM_ARGUMENTS =
      Runtime.version().feature() < 24
          ? new String[0]
          : new String[] {"--sun-misc-unsafe-memory-access=allow"};

  private final Settings settings;

  FunctionRuns(Settings settings) {
    this.settings = settings;
  }

  /** How long and how often. */
  record Settings(int warmups, long warmupMillis, int iterations, long iterationMillis) {
    static final Settings USUAL = new Settings(2, 250, 5, 150);
    static final Settings QUICK = new Settings(1, 250, 3, 100);

    @Override
    public String toString() {
      return "%d × %d ms (ta4j: two more) to warm up, then %d × %d ms"
          .formatted(warmups, warmupMillis, iterations, iterationMillis);
    }
  }

  /**
   * One function, by all who have it.
   *
   * @param forks processes for each
   */
  FunctionRow function(String name, int forks) throws RunnerException {
    String methods = TalibPort.has(name) ? "ours|port" : "ours";
    Map<String, Figure> figures =
        run(options(FunctionBenchmark.class, methods, forks).param("function", name));
    Figure ta4j = Ta4jFunctions.has(name) ? ta4j(name, forks) : null;
    return new FunctionRow(name, figures.get("ours"), figures.get("port"), ta4j);
  }

  /** What a bar costs ta4j before any function. */
  Figure ta4jBar() throws RunnerException {
    return ta4j("", 1);
  }

  /** There is more to compile: it warms up for longer. */
  private Figure ta4j(String name, int forks) throws RunnerException {
    return run(options(FunctionBenchmark.class, "ta4j", forks)
            .warmupIterations(settings.warmups + 2)
            .param("function", name))
        .get("ta4j");
  }

  /** The candlestick functions together: the detector, then one by one; then chart patterns. */
  List<FunctionRow> candles(int forks) throws RunnerException {
    Map<String, Figure> figures = run(options(CandleBenchmark.class, ".*", forks));
    return List.of(
        new FunctionRow(
            "the %d candlesticks, detector".formatted(CandleBenchmark.detected().size()),
            figures.get("detector"),
            figures.get("port"),
            null),
        new FunctionRow(
            "the %d candlesticks, one by one".formatted(CandleBenchmark.registered().size()),
            figures.get("singles"),
            figures.get("port"),
            null),
        new FunctionRow(
            "the %d chart patterns".formatted(ChartPatterns.all().size()),
            figures.get("charts"),
            null,
            null));
  }

  /** Bars into so many series; by benchmark. Many leave the processor's caches, and take longer. */
  Map<String, Figure> series(String count) throws RunnerException {
    TimeValue longer = TimeValue.milliseconds(4 * settings.iterationMillis);
    return run(
        options(AnalysisBenchmark.class, ".*", 1)
            .warmupTime(longer)
            .measurementTime(longer)
            .param("series", count));
  }

  private ChainedOptionsBuilder options(Class<?> benchmark, String methods, int forks) {
    return new OptionsBuilder()
        .include(Pattern.quote(benchmark.getName()) + "\\.(" + methods + ")$")
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .jvmArgsAppend(JVM_ARGUMENTS)
        .forks(forks)
        .warmupIterations(settings.warmups)
        .warmupTime(TimeValue.milliseconds(settings.warmupMillis))
        .measurementIterations(settings.iterations)
        .measurementTime(TimeValue.milliseconds(settings.iterationMillis));
  }

  /** By the benchmark's method; what failed is missing. */
  private static Map<String, Figure> run(ChainedOptionsBuilder options) throws RunnerException {
    Collection<RunResult> results = new Runner(options.build()).run();
    return results.stream()
        .collect(
            Collectors.toMap(
                result -> result.getPrimaryResult().getLabel(),
                Figure::of,
                (first, second) -> first,
                HashMap::new));
  }
}
