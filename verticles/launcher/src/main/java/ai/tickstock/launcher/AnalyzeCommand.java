package ai.tickstock.launcher;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.launcher.analyze.BarAnalysis;
import ai.tickstock.launcher.analyze.BarFile;
import ai.tickstock.launcher.analyze.SummaryTable;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.wire.MarketCalendars;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Computes functions and patterns over a file of bars. */
@Command(
    name = "analyze",
    description = {
      "Computes indicators, candlestick functions and patterns over a file of bars, into CSV files:"
          + " one for each function.",
      "Needs no server. 'tickstock list-functions' shows what there is."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  tickstock analyze --bars bars.csv.gz --functions ALL --out results",
      "  tickstock analyze --bars bars.csv --symbol AAPL --timeframe 5min \\",
      "      --functions 'RSI(7),SMA(timePeriod=20,input=volume),BBANDS(20,maType=EMA)' --out results"
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final long KILOBYTE = 1_000;

  @Option(
      names = "--bars",
      required = true,
      paramLabel = "FILE",
      description = {
        "CSV with a header, plain or .gz: open, high, low and close; volume, symbol and a time"
            + " (bar_timestamp, timestamp, datetime, date or time) if there are"
      })
  private Path bars;

  @Option(
      names = "--functions",
      paramLabel = "LIST",
      description =
          "ALL, or names with commas between, parameters in parentheses: RSI,SMA(timePeriod=20)")
  private String functions = "";

  @Option(
      names = "--patterns",
      description = "also writes the patterns that are found, as patterns.csv")
  private boolean patterns;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "where the files go; made if it is not there")
  private Path out;

  @Option(
      names = "--timeframe",
      paramLabel = "T",
      description = "folds the bars into 5min, 15min, 1hour or 1day first")
  private String timeframe;

  @Option(
      names = "--symbol",
      paramLabel = "NAME",
      description = "only this symbol of the file; otherwise each has a directory of its own")
  private String symbol;

  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<IndicatorSpec> specs = specs();
    Timeframe folded = timeframe();
    if (!Files.isRegularFile(bars) || !Files.isReadable(bars)) {
      throw refused("--bars: expected a readable file, was " + bars);
    }
    MarketCalendar calendar = MarketCalendars.from(common.load().json());
    long begun = System.nanoTime();
    Map<String, BarSeries> series = chosen(read(calendar));
    if (folded != null) {
      series.replaceAll((name, its) -> folded(its, folded, calendar));
    }
    print(analyze(specs, calendar, series), (System.nanoTime() - begun) / 1e9);
    return 0;
  }

  private List<IndicatorSpec> specs() {
    if (functions.isBlank() && !patterns) {
      throw refused("--functions: expected ALL or names such as RSI,MACD, was nothing");
    }
    try {
      return functions.isBlank() ? List.of() : IndicatorSpecs.list(functions);
    } catch (IllegalArgumentException e) {
      throw refused("--functions: " + e.getMessage());
    }
  }

  private Timeframe timeframe() {
    try {
      return timeframe == null ? null : Timeframe.of(timeframe);
    } catch (IllegalArgumentException e) {
      throw refused("--" + e.getMessage());
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Map<String, BarSeries> read(MarketCalendar calendar) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    long length = Files.size(bars);
    String name = bars.getFileName().toString();
    try (Progress progress = Progress.of(name, " kB", KILOBYTE, err)) {
      Map<String, BarSeries> read =
          BarFile.read(bars, calendar, bytes -> progress.show(bytes, length, ""));
      progress.show(length, length, "");
      return read;
    }
  }

  private Map<String, BarSeries> chosen(Map<String, BarSeries> series) {
    if (symbol == null) {
      return series;
    }
    BarSeries its = series.get(symbol);
    if (its == null) {
      throw refused(
          "--symbol: expected one of " + String.join(", ", series.keySet()) + ", was " + symbol);
    }
    return new LinkedHashMap<>(Map.of(symbol, its));
  }

  private BarSeries folded(BarSeries its, Timeframe into, MarketCalendar calendar) {
    try {
      return its.rolledUp(into, calendar);
    } catch (IllegalArgumentException e) {
      throw refused("--" + e.getMessage());
    }
  }

  private List<BarAnalysis.Result> analyze(
      List<IndicatorSpec> specs, MarketCalendar calendar, Map<String, BarSeries> series)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = Progress.of("computing", " files", 1, err)) {
      int files = series.size() * (specs.size() + (patterns ? 1 : 0));
      BarAnalysis analysis =
          new BarAnalysis(specs, patterns, calendar, done -> progress.show(done, files, ""));
      return analysis.run(series, out);
    }
  }

  private void print(List<BarAnalysis.Result> results, double seconds) {
    PrintWriter to = spec.commandLine().getOut();
    results.forEach(result -> SummaryTable.print(result, to));
    int files = results.stream().mapToInt(BarAnalysis.Result::files).sum();
    long read = results.stream().mapToLong(result -> result.bars().size()).sum();
    to.printf("%,d bars, %,d files in %s, %.1f s%n", read, files, out, seconds);
    to.flush();
  }
}
