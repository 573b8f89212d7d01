package ai.tickstock.bench;

import ai.tickstock.analytics.chart.ChartPatternDetector;
import ai.tickstock.analytics.chart.ChartPatternListener;
import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.Indicators;
import ai.tickstock.analytics.oracle.TalibPort;
import ai.tickstock.analytics.patterns.PatternDefinition;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.PatternListener;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.MarketCalendar;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All candlestick functions together, per bar: our detector with all its patterns, our functions
 * one by one, TA-Lib's Java port with a call for each function over all bars; and beside them our
 * chart patterns.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CandleBenchmark {
  private static final int BARS = FunctionBenchmark.BARS;
  private static final String PREFIX = "CDL";

  /** TA-Lib's functions that our patterns stand on. */
  static List<String> detected() {
    return Patterns.all().stream().map(PatternDefinition::talibName).distinct().toList();
  }

  /** The functions of the registry; none while it has none. */
  static List<String> registered() {
    return Indicators.all().stream()
        .map(IndicatorDefinition::name)
        .filter(name -> name.startsWith(PREFIX))
        .toList();
  }

  /** Our detector. */
  @State(Scope.Thread)
  public static class Detector {
    private final SeededBars bars = new SeededBars(BARS);
    private final PatternDetector detector = new PatternDetector(Patterns.names());
    private double heard;
    private final PatternListener listener =
        (pattern, direction, confidence, warming) -> heard += confidence;
  }

  /** Our functions. */
  @State(Scope.Thread)
  public static class Singles {
    private final SeededBars bars = new SeededBars(BARS);
    private final Indicator[] indicators =
        registered().stream()
            .map(name -> IndicatorSpec.of(name).create(MarketCalendar.alwaysOpen()))
            .toArray(Indicator[]::new);
  }

  /** Our detector of chart patterns. */
  @State(Scope.Thread)
  public static class Charts {
    private final SeededBars bars = new SeededBars(BARS);
    private final ChartPatternDetector detector = new ChartPatternDetector(ChartPatterns.names());
    private double heard;
    private final ChartPatternListener listener = pattern -> heard += pattern.confidence();
  }

  /** The port's functions. */
  @State(Scope.Thread)
  public static class Port {
    private final double[][] columns = new SeededBars(BARS).columns;
    private final List<TalibPort> functions =
        detected().stream().map(name -> new TalibPort(name, columns)).toList();
  }

  /** A bar in, all patterns looked for. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public double detector(Detector state) {
    SeededBars bars = state.bars;
    for (int i = 0; i < BARS; i++) {
      state.detector.add(
          i * 60_000L,
          bars.open[i],
          bars.high[i],
          bars.low[i],
          bars.close[i],
          bars.volume[i],
          state.listener);
    }
    return state.heard;
  }

  /** A bar into each function, its answer read. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public double singles(Singles state) {
    SeededBars bars = state.bars;
    double sum = 0;
    for (int i = 0; i < BARS; i++) {
      for (Indicator indicator : state.indicators) {
        indicator.add(
            i * 60_000L, bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
        sum += indicator.value();
      }
    }
    return sum;
  }

  /** A bar in, all chart patterns looked for. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public double charts(Charts state) {
    SeededBars bars = state.bars;
    for (int i = 0; i < BARS; i++) {
      state.detector.add(
          i * 60_000L, bars.high[i], bars.low[i], bars.close[i], bars.volume[i], state.listener);
    }
    return state.heard;
  }

  /** All bars, a call for each function. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public int port(Port state) {
    int answers = 0;
    for (TalibPort function : state.functions) {
      answers += function.run();
    }
    return answers;
  }
}
