package ai.tickstock.bench;

import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.oracle.TalibPort;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One function with its default settings, per bar: ours bar by bar with all outputs read, TA-Lib's
 * Java port over all bars in one call, ta4j bar by bar. The function is a name of the registry;
 * {@link FunctionTable} runs them all.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
public class FunctionBenchmark {
  static final int BARS = 100_000;
  static final int TA4J_BARS = 1_000;
  static final int TA4J_WINDOW = 300;

  private static final long START = 1_760_000_000_000L;
  private static final long MINUTE = 60_000L;

  /** Ours. The bars begin again when they end: prices there are near to one another. */
  @State(Scope.Thread)
  public static class Ours {
    @Param("SMA")
    String function;

    private final SeededBars bars = new SeededBars(BARS);
    private Indicator indicator;
    private long time = START;

    /** A fresh indicator. */
    @Setup
    public void prepare() {
      indicator = IndicatorSpec.of(function).create(MarketCalendar.alwaysOpen());
    }
  }

  /** The port's. */
  @State(Scope.Thread)
  public static class Port {
    @Param("SMA")
    String function;

    private TalibPort port;

    /** All arrays, so that a call is nothing but the function's own work. */
    @Setup
    public void prepare() {
      port = new TalibPort(IndicatorSpec.of(function), new SeededBars(BARS).columns);
    }
  }

  /** ta4j's. */
  @State(Scope.Thread)
  public static class Ta4j {
    @Param("SMA")
    String function;

    private final SeededBars bars = new SeededBars(BARS);
    private Ta4jEdition ta4j;
    private List<org.ta4j.core.Indicator<?>> indicators;
    private int next;

    /** A full window of bars. */
    @Setup
    public void prepare() {
      ta4j = new Ta4jEdition(TA4J_WINDOW);
      indicators = Ta4jFunctions.create(function, ta4j.series());
      for (int i = 0; i < TA4J_WINDOW; i++) {
        add();
      }
    }

    private void add() {
      int i = next;
      next = (i + 1) % BARS;
      ta4j.add(bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
    }
  }

  /** A bar in, all outputs read. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public double ours(Ours state) {
    Indicator indicator = state.indicator;
    SeededBars bars = state.bars;
    int outputs = indicator.outputCount();
    long time = state.time;
    double sum = 0;
    for (int i = 0; i < BARS; i++) {
      time += MINUTE;
      indicator.add(time, bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
      for (int output = 0; output < outputs; output++) {
        sum += indicator.output(output);
      }
    }
    state.time = time;
    return sum;
  }

  /** All bars in one call. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public int port(Port state) {
    return state.port.run();
  }

  /** A bar into a series of bounded size, all values at its newest index. */
  @Benchmark
  @OperationsPerInvocation(TA4J_BARS)
  public void ta4j(Ta4j state, Blackhole blackhole) {
    for (int i = 0; i < TA4J_BARS; i++) {
      state.add();
      int newest = state.ta4j.series().getEndIndex();
      for (org.ta4j.core.Indicator<?> indicator : state.indicators) {
        blackhole.consume(indicator.getValue(newest));
      }
    }
  }
}
