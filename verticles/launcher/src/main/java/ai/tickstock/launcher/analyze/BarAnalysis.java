package ai.tickstock.launcher.analyze;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.MarketCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Functions over series of bars, into a directory: one file for each function, in a directory for
 * each symbol where there are several. Functions are computed side by side on all cores. Blocks.
 */
public final class BarAnalysis {
  /**
   * What came out of one series.
   *
   * @param patterns how often each was found; null if they were not looked for
   */
  public record Result(
      BarSeries bars, List<FunctionSummary> functions, Map<String, Integer> patterns) {
    /** How many files of results there are. */
    public int files() {
      return functions.size() + (patterns == null ? 0 : 1);
    }
  }

  private final List<IndicatorSpec> specs;
  private final boolean patterns;
  private final MarketCalendar calendar;
  private final IntConsumer done;

  /**
   * @param patterns whether patterns are looked for too
   * @param calendar when days and sessions begin
   * @param done told how many files there are, after each; by any thread
   */
  public BarAnalysis(
      List<IndicatorSpec> specs, boolean patterns, MarketCalendar calendar, IntConsumer done) {
    this.specs = List.copyOf(specs);
    this.patterns = patterns;
    this.calendar = calendar;
    this.done = done;
  }

  /** Computes all; writes into {@code directory}, which is made if it is not there. */
  public List<Result> run(Map<String, BarSeries> series, Path directory)
      throws IOException, InterruptedException {
    ExecutorService cores =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Result> results = new ArrayList<>();
      Counter counter = new Counter(done);
      for (BarSeries bars : series.values()) {
        Path its = series.size() == 1 ? directory : directory.resolve(folder(bars.symbol()));
        results.add(run(cores, bars, Files.createDirectories(its), counter));
      }
      return results;
    } finally {
      cores.shutdownNow();
    }
  }

  private Result run(ExecutorService cores, BarSeries bars, Path directory, Counter counter)
      throws IOException, InterruptedException {
    BarsOut.write(bars, directory.resolve("bars.csv"));
    Map<IndicatorSpec, String> names = fileNames();
    List<Future<FunctionSummary>> functions = new ArrayList<>();
    for (IndicatorSpec spec : specs) {
      Path file = directory.resolve(names.get(spec) + ".csv");
      functions.add(
          cores.submit(() -> counter.after(new FunctionFile(spec).write(bars, calendar, file))));
    }
    Map<String, Integer> found = null;
    if (patterns) {
      found = get(cores.submit(() -> counter.after(patterns(bars, directory))));
    }
    List<FunctionSummary> summaries = new ArrayList<>();
    for (Future<FunctionSummary> function : functions) {
      summaries.add(get(function));
    }
    return new Result(bars, summaries, found);
  }

  private static Map<String, Integer> patterns(BarSeries bars, Path directory) throws IOException {
    PatternFile file = new PatternFile(bars);
    file.write(directory.resolve("patterns.csv"));
    return file.counts();
  }

  /** By function; by function and parameters where one is asked for more than once. */
  private Map<IndicatorSpec, String> fileNames() {
    Set<String> seen = new HashSet<>();
    Set<String> several = new HashSet<>();
    specs.stream().map(IndicatorSpec::name).filter(name -> !seen.add(name)).forEach(several::add);
    Map<IndicatorSpec, String> names = new LinkedHashMap<>();
    specs.forEach(
        spec -> names.put(spec, several.contains(spec.name()) ? spec.label() : spec.name()));
    return names;
  }

  private static String folder(String symbol) {
    return symbol.isEmpty() ? "unnamed" : symbol.replaceAll("[^A-Za-z0-9.-]", "_");
  }

  private static <T> T get(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Counts finished files. Thread-safe. */
  private static final class Counter {
    private final IntConsumer told;
    private int count;

    Counter(IntConsumer told) {
      this.told = told;
    }

    synchronized <T> T after(T result) {
      told.accept(++count);
      return result;
    }
  }
}
