package ai.tickstock.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.Allocation;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.Timeframe;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestAllocationTest {
  private static final int BARS = 40_000;
  private static final int RUNS = 5;

  /** Bytes of the smallest object there is. */
  private static final double OBJECT = 16;

  @Test
  void aBarOnWhichNothingIsTradedAllocatesLessThanAnObject() {
    // All patterns are looked for, and none is traded.
    Strategy strategy =
        new Strategy(
            Patterns.names(), 0, List.of(Condition.of("RSI(14) > 100")), Strategy.Allowed.BOTH);
    BacktestPlan plan =
        BacktestPlan.of(
            strategy, Exits.ON_OPPOSITE_SIGNAL, Sizing.fraction(1), Timeframe.MIN_1, Tape.CALENDAR);
    List<BarSeries> some = List.of(Tape.walk("A", 1, BARS), Tape.walk("B", 2, BARS));
    List<BarSeries> twice = List.of(Tape.walk("A", 1, 2 * BARS), Tape.walk("B", 2, 2 * BARS));
    double least = Double.POSITIVE_INFINITY;
    for (int run = 0; run < RUNS; run++) {
      long first = Allocation.bytes(() -> Backtest.run(plan, some));
      long second = Allocation.bytes(() -> Backtest.run(plan, twice));
      least = Math.min(least, (second - first) / (2.0 * BARS));
    }
    // Two symbols; what is left is the watcher's news, the days of the curve, and what code that is
    // not compiled to the end makes for a moment: so the least of some runs.
    assertThat(least).isLessThan(OBJECT / 2);
  }
}
