package ai.tickstock.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What {@link BacktestBenchmark} measures by the clock, as CPU time of the thread: for machines
 * that others keep busy. The first run compiles as it goes; of the others the later half counts.
 *
 * <p>{@code java -cp verticles/bench/target/benchmarks.jar ai.tickstock.bench.BacktestCosts}
 */
public final class BacktestCosts {
  private static final int RUNS = 200;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private BacktestCosts() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    BacktestBenchmark benchmark = new BacktestBenchmark();
    var twenty = new BacktestBenchmark.TwentySymbols();
    var one = new BacktestBenchmark.OneSymbol();
    int all = BacktestBenchmark.SYMBOLS * BacktestBenchmark.DAYS;
    tell("all patterns, 20 symbols, 20 years", all, () -> benchmark.allPatterns(twenty));
    for (int round = 1; round <= 2; round++) {
      int bars = BacktestBenchmark.BARS;
      tell("one pattern", bars, () -> benchmark.pattern(one));
      tell("one pattern, ta4j", bars, () -> benchmark.patternTa4j(one));
      tell("crossing of an average", bars, () -> benchmark.crossing(one));
      tell("crossing of an average, ta4j", bars, () -> benchmark.crossingTa4j(one));
    }
  }

  private static void tell(String what, int bars, Supplier<Object> run) {
    double[] nanos = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      run.get();
      nanos[i] = (double) (THREADS.getCurrentThreadCpuTime() - before) / bars;
    }
    double[] later = Arrays.copyOfRange(nanos, RUNS / 2, RUNS);
    Arrays.sort(later);
    System.out.printf(
        "%-36s first %5.0f, median %5.1f, least %5.1f ns/bar%n",
        what, nanos[0], later[later.length / 2], later[0]);
  }
}
