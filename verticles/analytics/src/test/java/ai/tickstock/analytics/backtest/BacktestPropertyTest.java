package ai.tickstock.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for any plan over any bars. */
class BacktestPropertyTest {
  private static final int BARS = 600;

  /** A plan with patterns, conditions, exits, sizes and costs as they fall. */
  private static BacktestPlan plan(Random random) {
    List<String> names = new ArrayList<>(Patterns.names());
    names.addAll(ChartPatterns.names());
    Set<String> patterns = new HashSet<>();
    for (int i = random.nextInt(30) + 1; i > 0; i--) {
      patterns.add(names.get(random.nextInt(names.size())));
    }
    List<Condition> conditions =
        random.nextBoolean() ? List.of() : List.of(Condition.of("close > SMA(10)"));
    Strategy strategy =
        new Strategy(
            patterns,
            random.nextInt(3) * 0.2,
            conditions,
            Strategy.Allowed.values()[random.nextInt(3)]);
    Exits exits =
        new Exits(
            random.nextBoolean(),
            random.nextInt(10),
            random.nextInt(2) * 0.02,
            random.nextInt(2) * 1.5,
            random.nextInt(2) * 0.03,
            random.nextInt(2) * 2.5,
            random.nextInt(2) * 0.02,
            random.nextBoolean(),
            random.nextInt(4) == 0,
            random.nextBoolean() ? List.of() : List.of(Condition.of("RSI(7) > 70")));
    Sizing sizing = sizing(exits, random);
    return BacktestPlan.of(strategy, exits, sizing, Timeframe.MIN_1, Tape.CALENDAR)
        .withFills(FillModel.values()[random.nextInt(3)])
        .withCosts(random.nextBoolean() ? Costs.NONE : new Costs(1, 0, 0.0005, 0.0005, 0.0005));
  }

  private static Sizing sizing(Exits exits, Random random) {
    int most = 1 + random.nextInt(3);
    int lot = random.nextInt(3);
    if (exits.hasStop() && random.nextBoolean()) {
      return new Sizing(Sizing.Kind.RISK, 0.001 + random.nextInt(10) * 0.01, lot, most);
    }
    return random.nextInt(3) == 0
        ? new Sizing(Sizing.Kind.CASH, 100 + random.nextInt(100_000), lot, most)
        : new Sizing(Sizing.Kind.FRACTION, 0.1 + random.nextInt(10) * 0.1, lot, most);
  }

  private static List<BarSeries> series(Random random) {
    List<BarSeries> series = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      series.add(Tape.walk("S" + i, random.nextLong(), BARS));
    }
    return series;
  }

  @Property(tries = 300)
  void changingAFutureBarChangesNoPastDecision(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = BARS - 1) int changedFrom) {
    Random random = new Random(seed);
    BacktestPlan plan = plan(random);
    List<BarSeries> series = series(random);
    List<BarSeries> changed = new ArrayList<>();
    for (BarSeries its : series) {
      changed.add(changedFrom(its, changedFrom, random));
    }
    long from = series.get(0).startMillis(changedFrom);
    assertThat(before(from, Backtest.run(plan, changed)))
        .isEqualTo(before(from, Backtest.run(plan, series)));
  }

  /** All that was done before a time: what was closed then, and what else was opened. */
  private static List<String> before(long millis, BacktestResult result) {
    List<String> done = new ArrayList<>();
    for (Trade trade : result.trades()) {
      if (trade.exitMillis() < millis) {
        done.add(trade.toString());
      }
    }
    List<String> opened = new ArrayList<>();
    for (Trade trade : result.trades()) {
      if (trade.entryMillis() < millis && trade.exitMillis() >= millis) {
        opened.add(
            trade.symbol()
                + trade.side()
                + trade.reason()
                + trade.confidence()
                + trade.decidedMillis()
                + trade.entryMillis()
                + trade.entryPrice()
                + trade.quantity());
      }
    }
    opened.sort(null);
    done.addAll(opened);
    return done;
  }

  private static BarSeries changedFrom(BarSeries series, int from, Random random) {
    BarSeries changed = new BarSeries(series.symbol(), true);
    double factor = 0.5 + random.nextDouble();
    for (int bar = 0; bar < series.size(); bar++) {
      double f = bar < from ? 1 : factor * (1 + random.nextInt(5) * 0.01);
      changed.add(
          series.startMillis(bar),
          series.open(bar) * f,
          series.high(bar) * f * (bar < from ? 1 : 1.01),
          series.low(bar) * f * (bar < from ? 1 : 0.99),
          series.close(bar) * f,
          bar < from ? series.volume(bar) : random.nextInt(3) * 500);
    }
    return changed;
  }

  @Property(tries = 300)
  void whatTradesEarnedIsWhatTheAccountGrewBy(@ForAll long seed) {
    Random random = new Random(seed);
    BacktestPlan plan = plan(random);
    BacktestResult result = Backtest.run(plan, series(random));
    double earned = result.trades().stream().mapToDouble(Trade::profit).sum();
    assertThat(result.equity().last())
        .isEqualTo(plan.initialCapital() + earned, within(1e-6 * plan.initialCapital()));
  }

  @Property(tries = 100)
  void theSamePlanOverTheSameBarsGivesTheSame(@ForAll long seed) {
    BacktestResult first = Backtest.run(plan(new Random(seed)), series(new Random(seed)));
    BacktestResult second = Backtest.run(plan(new Random(seed)), series(new Random(seed)));
    assertThat(second.trades()).isEqualTo(first.trades());
    assertThat(second.performance()).isEqualTo(first.performance());
  }

  @Property(tries = 200)
  void aTradeIsFilledWithinItsBarUnlessCostsMakeItWorse(@ForAll long seed) {
    Random random = new Random(seed);
    BacktestPlan plan = plan(random).withCosts(Costs.NONE);
    BarSeries series = Tape.walk("A", random.nextLong(), BARS);
    for (Trade trade : Backtest.run(plan, List.of(series)).trades()) {
      int entry = series.from(trade.entryMillis());
      int exit = series.from(trade.exitMillis());
      assertThat(trade.entryPrice()).isBetween(series.low(entry), series.high(entry));
      assertThat(trade.exitPrice()).isBetween(series.low(exit), series.high(exit));
      assertThat(trade.bars()).isEqualTo(exit - entry + 1);
      if (plan.fills() != FillModel.SAME_CLOSE) {
        assertThat(trade.decidedMillis()).isLessThan(trade.entryMillis());
      }
    }
  }

  @Property(tries = 200)
  void nothingIsFilledOnABarWithoutVolume(@ForAll long seed) {
    Random random = new Random(seed);
    BacktestPlan plan = plan(random);
    BarSeries series = Tape.walk("A", random.nextLong(), BARS);
    for (Trade trade : Backtest.run(plan, List.of(series)).trades()) {
      assertThat(volumeKnown(series, trade.entryMillis())).isTrue();
      if (trade.exit() != ExitReason.END_OF_DATA && trade.exit() != ExitReason.RUIN) {
        assertThat(volumeKnown(series, trade.exitMillis())).isTrue();
      }
    }
  }

  /** Whether the bar has a volume, or none up to it has. */
  private static boolean volumeKnown(BarSeries series, long millis) {
    int bar = series.from(millis);
    boolean isAny = false;
    for (int i = 0; i <= bar; i++) {
      isAny |= series.volume(i) > 0;
    }
    return series.volume(bar) > 0 || !isAny;
  }

  @Property(tries = 200)
  void noMorePositionsAreOpenThanAllowed(@ForAll long seed) {
    Random random = new Random(seed);
    BacktestPlan plan = plan(random);
    List<BarSeries> series = series(random);
    BacktestResult result = Backtest.run(plan, series);
    assertThat(result.trades()).allMatch(trade -> trade.quantity() > 0);
    assertThat(openAtOnce(result.trades())).isLessThanOrEqualTo(plan.sizing().maxPositions());
  }

  private static long openAtOnce(List<Trade> trades) {
    return trades.stream()
        .mapToLong(
            one ->
                trades.stream()
                    .filter(
                        other ->
                            other.entryMillis() <= one.entryMillis()
                                && other.exitMillis() > one.entryMillis())
                    .count())
        .max()
        .orElse(0);
  }
}
