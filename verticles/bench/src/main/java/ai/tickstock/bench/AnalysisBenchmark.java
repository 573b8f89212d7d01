package ai.tickstock.bench;

import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.PatternListener;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.MarketCalendar;
import java.util.Random;
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
 * A bar into the first indicators and patterns, ns per bar of one series. With one series its state
 * stays in the processor's cache; with 10,000, each bar meets a series that has left it, as at a
 * minute boundary.
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

  private final double[] open = new double[BARS];
  private final double[] high = new double[BARS];
  private final double[] low = new double[BARS];
  private final double[] close = new double[BARS];
  private final double[] volume = new double[BARS];
  private double heard;
  private final PatternListener listener =
      (pattern, direction, confidence, warming) -> heard += confidence;
  private IndicatorSet[] indicators;
  private PatternDetector[] detectors;
  private int turn;

  /** A seeded walk, and fresh indicators and detectors per series. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    double price = 100;
    for (int i = 0; i < BARS; i++) {
      open[i] = price;
      close[i] = price = Math.max(10, price + random.nextGaussian() * 0.1);
      high[i] = Math.max(open[i], close[i]) + random.nextDouble() * 0.1;
      low[i] = Math.min(open[i], close[i]) - random.nextDouble() * 0.1;
      volume[i] = random.nextInt(10_000);
    }
    IndicatorSet set = new IndicatorSet(IndicatorSet.defaults(), MarketCalendar.newYork());
    PatternDetector detector = new PatternDetector(Patterns.names());
    indicators = new IndicatorSet[series];
    detectors = new PatternDetector[series];
    for (int i = 0; i < series; i++) {
      indicators[i] = set.fresh();
      detectors[i] = detector.fresh();
    }
  }

  /** SMA, EMA, RSI, MACD, BBANDS, STOCH, ATR, VWAP, VOLUME: one bar in, all values read. */
  @Benchmark
  public double barIntoIndicators() {
    int number = turn++ & Integer.MAX_VALUE;
    int i = number / series & BARS - 1;
    IndicatorSet set = indicators[number % series];
    set.add(START + i * 1000L, open[i], high[i], low[i], close[i], volume[i]);
    double sum = 0;
    for (int k = 0; k < set.size(); k++) {
      for (int output = set.outputCount(k) - 1; output >= 0; output--) {
        sum += set.value(k, output);
      }
    }
    return sum;
  }

  /** All eight patterns: one bar in. */
  @Benchmark
  public double barIntoPatterns() {
    int number = turn++ & Integer.MAX_VALUE;
    int i = number / series & BARS - 1;
    detectors[number % series].add(
        START + i * 1000L, open[i], high[i], low[i], close[i], volume[i], listener);
    return heard;
  }
}
