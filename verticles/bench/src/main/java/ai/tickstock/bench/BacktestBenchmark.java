package ai.tickstock.bench;

import ai.tickstock.analytics.backtest.Backtest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.BacktestResult;
import ai.tickstock.analytics.backtest.Costs;
import ai.tickstock.analytics.backtest.Exits;
import ai.tickstock.analytics.backtest.Sizing;
import ai.tickstock.analytics.backtest.Strategy;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Rule;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.candles.BullishEngulfingIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.BooleanIndicatorRule;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.OpenedPositionMinimumBarCountRule;

/**
 * A whole backtest on one thread, per bar: ours, figures and equity curve included, and ta4j's,
 * trades only, on the same rule over the same bars. Both fill at the next open and pay the same
 * commission; of the crossing of an average both make the same trades ({@code
 * BacktestAgreementTest}), while ta4j's engulfing pattern is its own.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
public class BacktestBenchmark {
  static final int BARS = 100_000;
  static final int SYMBOLS = 20;
  static final int DAYS = 20 * 252;
  private static final int HELD = 5;
  private static final double FEE = 0.001;

  /** One symbol's bars, for both. */
  @State(Scope.Thread)
  public static class OneSymbol {
    private final List<BarSeries> ours;
    private final Ta4jEdition theirs = new Ta4jEdition(BARS);
    private final BacktestPlan pattern =
        plan(Strategy.longOn("BullishEngulfing"), Exits.afterBars(HELD), Timeframe.MIN_1);
    private final BacktestPlan crossing =
        plan(
            new Strategy(Set.of(), 0, crosses("above"), Strategy.Allowed.LONG),
            new Exits(false, 0, 0, 0, 0, 0, 0, false, false, crosses("below")),
            Timeframe.MIN_1);

    /** Every bar with some volume: ours fills nothing without. */
    public OneSymbol() {
      SeededBars b = new SeededBars(BARS);
      ours = List.of(series("A", b, Timeframe.MIN_1));
      for (int i = 0; i < BARS; i++) {
        theirs.add(b.open[i], b.high[i], b.low[i], b.close[i], b.volume[i] + 1);
      }
    }
  }

  /** Twenty symbols over twenty years of days. */
  @State(Scope.Thread)
  public static class TwentySymbols {
    private final List<BarSeries> series =
        IntStream.range(0, SYMBOLS)
            .mapToObj(i -> series("S" + i, new SeededBars(DAYS), Timeframe.DAY_1))
            .toList();
    private final BacktestPlan plan =
        plan(
            new Strategy(Patterns.names(), 0, List.of(), Strategy.Allowed.LONG),
            Exits.afterBars(HELD),
            Timeframe.DAY_1);
  }

  private static List<Condition> crosses(String way) {
    return List.of(Condition.of("close crosses " + way + " SMA(50)"));
  }

  private static BarSeries series(String symbol, SeededBars b, Timeframe timeframe) {
    BarSeries series = new BarSeries(symbol, true);
    long length = timeframe.length().toMillis();
    for (int i = 0; i < b.close.length; i++) {
      series.add(i * length, b.open[i], b.high[i], b.low[i], b.close[i], b.volume[i] + 1);
    }
    return series;
  }

  private static BacktestPlan plan(Strategy strategy, Exits exits, Timeframe timeframe) {
    return BacktestPlan.of(
            strategy,
            exits,
            new Sizing(Sizing.Kind.FRACTION, 0.05, 0, SYMBOLS),
            timeframe,
            MarketCalendar.alwaysOpen())
        .withCosts(new Costs(0, 0, FEE, 0, 0));
  }

  private static TradingRecord theirs(Ta4jEdition bars, Rule entry, Rule exit) {
    return new BarSeriesManager(
            bars.series(),
            new LinearTransactionCostModel(FEE),
            new ZeroCostModel(),
            new TradeOnNextOpenModel())
        .run(new BaseStrategy(entry, exit));
  }

  /** One pattern, held for some bars. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public BacktestResult pattern(OneSymbol state) {
    return Backtest.run(state.pattern, state.ours);
  }

  /** The same with ta4j. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public TradingRecord patternTa4j(OneSymbol state) {
    return theirs(
        state.theirs,
        new BooleanIndicatorRule(new BullishEngulfingIndicator(state.theirs.series())),
        new OpenedPositionMinimumBarCountRule(HELD - 1));
  }

  /** In and out where the price crosses its average. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public BacktestResult crossing(OneSymbol state) {
    return Backtest.run(state.crossing, state.ours);
  }

  /** The same with ta4j. */
  @Benchmark
  @OperationsPerInvocation(BARS)
  public TradingRecord crossingTa4j(OneSymbol state) {
    ClosePriceIndicator close = new ClosePriceIndicator(state.theirs.series());
    var average = Ta4jEdition.sma(close, 50);
    return theirs(
        state.theirs,
        new CrossedUpIndicatorRule(close, average),
        new CrossedDownIndicatorRule(close, average));
  }

  /** All candlestick patterns, twenty symbols, twenty years of days; per bar. */
  @Benchmark
  @OperationsPerInvocation(SYMBOLS * DAYS)
  public BacktestResult allPatterns(TwentySymbols state) {
    return Backtest.run(state.plan, state.series);
  }
}
