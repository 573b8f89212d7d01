package ai.tickstock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.backtest.Backtest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.Costs;
import ai.tickstock.analytics.backtest.ExitReason;
import ai.tickstock.analytics.backtest.Exits;
import ai.tickstock.analytics.backtest.FillModel;
import ai.tickstock.analytics.backtest.Sizing;
import ai.tickstock.analytics.backtest.Strategy;
import ai.tickstock.analytics.backtest.Trade;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.Direction;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Position;
import org.ta4j.core.Rule;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeExecutionModel;
import org.ta4j.core.backtest.TradeOnCurrentCloseModel;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.FixedRule;

/** Our engine and ta4j's, on the same rules, trade by trade. */
class BacktestAgreementTest {
  private static final int BARS = 5_000;
  private static final double FEE = 0.001;

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  /** The same walk for both. */
  private static final class Bars {
    private final BarSeries ours = new BarSeries("A", true);
    private final Ta4jEdition theirs = new Ta4jEdition(BARS);

    Bars(long seed) {
      Random random = new Random(seed);
      double price = 100;
      for (int i = 0; i < BARS; i++) {
        double open = price * (1 + 0.002 * random.nextGaussian());
        double close = open * (1 + 0.01 * random.nextGaussian());
        double high = Math.max(open, close) * (1 + 0.004 * random.nextDouble());
        double low = Math.min(open, close) * (1 - 0.004 * random.nextDouble());
        double volume = 1 + random.nextInt(10_000);
        ours.add(i * 60_000L, open, high, low, close, volume);
        theirs.add(open, high, low, close, volume);
        price = close;
      }
    }
  }

  private static BacktestPlan plan(Strategy strategy, Exits exits, FillModel fills) {
    return BacktestPlan.of(
            strategy,
            exits,
            new Sizing(Sizing.Kind.CASH, 1_000, 0, 1),
            Timeframe.MIN_1,
            MarketCalendar.alwaysOpen())
        .withCosts(new Costs(0, 0, FEE, 0, 0))
        .withFills(fills);
  }

  private static TradingRecord theirs(Bars bars, Rule entry, Rule exit, TradeExecutionModel fills) {
    return new BarSeriesManager(
            bars.theirs.series(), new LinearTransactionCostModel(FEE), new ZeroCostModel(), fills)
        .run(new BaseStrategy(entry, exit, 50));
  }

  private static void agree(BacktestPlan plan, Bars bars, TradingRecord theirs) {
    List<Trade> ours = new ArrayList<>(Backtest.run(plan, List.of(bars.ours)).trades());
    ours.removeIf(trade -> trade.exit() == ExitReason.END_OF_DATA);
    List<Position> positions = theirs.getPositions();
    assertThat(ours).hasSizeGreaterThan(20).hasSameSizeAs(positions);
    for (int i = 0; i < ours.size(); i++) {
      Trade trade = ours.get(i);
      Position position = positions.get(i);
      assertThat(trade.entryMillis() / 60_000).isEqualTo(position.getEntry().getIndex());
      assertThat(trade.exitMillis() / 60_000).isEqualTo(position.getExit().getIndex());
      assertThat(trade.entryPrice())
          .isEqualTo(position.getEntry().getPricePerAsset().doubleValue());
      assertThat(trade.exitPrice()).isEqualTo(position.getExit().getPricePerAsset().doubleValue());
      assertThat(trade.profit() / trade.quantity())
          .isEqualTo(position.getProfit().doubleValue(), within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aCrossingOfAnAverageTradesAtTheNextOpenAsTa4jDoes(long seed) {
    Bars bars = new Bars(seed);
    Strategy strategy =
        new Strategy(
            Set.of(),
            0,
            List.of(Condition.of("close crosses above SMA(50)")),
            Strategy.Allowed.LONG);
    Exits exits =
        new Exits(
            false,
            0,
            0,
            0,
            0,
            0,
            0,
            false,
            false,
            List.of(Condition.of("close crosses below SMA(50)")));
    ClosePriceIndicator close = new ClosePriceIndicator(bars.theirs.series());
    var average = Ta4jEdition.sma(close, 50);
    Rule entry = new CrossedUpIndicatorRule(close, average);
    Rule exit = new CrossedDownIndicatorRule(close, average);
    agree(
        plan(strategy, exits, FillModel.NEXT_OPEN),
        bars,
        theirs(bars, entry, exit, new TradeOnNextOpenModel()));
    agree(
        plan(strategy, exits, FillModel.SAME_CLOSE),
        bars,
        theirs(bars, entry, exit, new TradeOnCurrentCloseModel()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void engulfingPatternsTradeAsTa4jDoesOnTheirBars(long seed) {
    Bars bars = new Bars(seed);
    Set<String> patterns = Set.of("BullishEngulfing", "BearishEngulfing");
    List<Integer> bullish = new ArrayList<>();
    List<Integer> bearish = new ArrayList<>();
    PatternDetector detector = new PatternDetector(patterns);
    BarSeries series = bars.ours;
    for (int i = 0; i < BARS; i++) {
      int bar = i;
      detector.add(
          series.startMillis(i),
          series.open(i),
          series.high(i),
          series.low(i),
          series.close(i),
          series.volume(i),
          (pattern, direction, confidence, warming) ->
              (direction == Direction.BULLISH ? bullish : bearish).add(bar));
    }
    agree(
        plan(
                new Strategy(patterns, 0, List.of(), Strategy.Allowed.LONG),
                Exits.ON_OPPOSITE_SIGNAL,
                FillModel.NEXT_OPEN)
            .between(50 * 60_000L, Long.MAX_VALUE),
        bars,
        theirs(bars, fixed(bullish), fixed(bearish), new TradeOnNextOpenModel()));
  }

  private static Rule fixed(List<Integer> bars) {
    return new FixedRule(bars.stream().mapToInt(Integer::intValue).toArray());
  }
}
