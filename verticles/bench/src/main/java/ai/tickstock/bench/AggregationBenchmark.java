package ai.tickstock.bench;

import ai.tickstock.analytics.bars.BarBuilder;
import ai.tickstock.analytics.bars.BarListener;
import ai.tickstock.market.BarPart;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.util.EnumSet;
import java.util.Random;
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

/**
 * A tick into its bar, the closing of bars and the roll-ups included: 250,000 ticks a second of
 * event time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AggregationBenchmark implements BarListener {
  private static final int TICKS = 250_000;

  @Param({"100", "10000"})
  private int symbols;

  private final int[] slots = new int[TICKS];
  private final double[] prices = new double[TICKS];
  private BarBuilder builder;
  private long second = 1_700_000_000_000L;
  private long told;

  @Setup
  public void setUp() {
    builder =
        new BarBuilder(
            250, 900_000, EnumSet.allOf(Timeframe.class), MarketCalendar.newYork(), this);
    Random random = new Random(1);
    for (int i = 0; i < TICKS; i++) {
      slots[i] = builder.slot("S" + random.nextInt(symbols));
      prices[i] = 10_000 + random.nextInt(2_000);
    }
  }

  @Benchmark
  @OperationsPerInvocation(TICKS)
  public long tickIntoBar() {
    for (int i = 0; i < TICKS; i++) {
      builder.add(slots[i], second + i / 250, prices[i], 100, 0, 1, i, false);
    }
    second += 1_000;
    builder.advanceTo(second);
    return told;
  }

  @Override
  public void closed(BarPart part) {
    told++;
  }

  @Override
  public void late(BarPart part) {
    told++;
  }

  @Override
  public void recompute(String symbol, Timeframe timeframe, long startMillis, long endMillis) {
    told++;
  }

  @Override
  public void tooLate(String symbol, long timeMillis) {
    told++;
  }
}
