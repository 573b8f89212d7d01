package ai.tickstock.bench;

import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.PatternListener;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.MarketCalendar;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A bar into the default indicators and all patterns, ns per bar of one series. With one series its
 * state stays in the processor's cache; with 10,000, each bar meets a series that has left it, as
 * at a minute boundary.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AnalysisBenchmark {
  private static final int BARS = 4096;
  private static final long START = 1_760_000_000_000L;

  @Param({"1", "10000"})
  int series;

  private final SeededBars bars = new SeededBars(BARS);
  private double heard;
  private final PatternListener listener =
      (pattern, direction, confidence, warming) -> heard += confidence;
  private IndicatorSet[] indicators;
  private PatternDetector[] detectors;
  private int turn;

  /** Fresh indicators and detectors per series. */
  @Setup
  public void prepare() {
    IndicatorSet set = new IndicatorSet(IndicatorSet.defaults(), MarketCalendar.newYork());
    PatternDetector detector = new PatternDetector(Patterns.names());
    indicators = new IndicatorSet[series];
    detectors = new PatternDetector[series];
    for (int i = 0; i < series; i++) {
      indicators[i] = set.fresh();
      detectors[i] = detector.fresh();
    }
  }

  /** The default indicators: one bar in, all values read. */
  @Benchmark
  public double barIntoIndicators() {
    int number = turn++ & Integer.MAX_VALUE;
    int i = number / series & BARS - 1;
    IndicatorSet set = indicators[number % series];
    set.add(
        START + i * 1000L, bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
    double sum = 0;
    for (int k = 0; k < set.size(); k++) {
      for (int output = set.outputCount(k) - 1; output >= 0; output--) {
        sum += set.value(k, output);
      }
    }
    return sum;
  }

  /** All patterns: one bar in. */
  @Benchmark
  public double barIntoPatterns() {
    int number = turn++ & Integer.MAX_VALUE;
    int i = number / series & BARS - 1;
    detectors[number % series].add(
        START + i * 1000L,
        bars.open[i],
        bars.high[i],
        bars.low[i],
        bars.close[i],
        bars.volume[i],
        listener);
    return heard;
  }
}
