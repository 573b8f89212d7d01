package ai.tickstock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.analytics.backtest.Backtest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.Costs;
import ai.tickstock.analytics.backtest.ExitReason;
import ai.tickstock.analytics.backtest.Exits;
import ai.tickstock.analytics.backtest.FillModel;
import ai.tickstock.analytics.backtest.Side;
import ai.tickstock.analytics.backtest.Sizing;
import ai.tickstock.analytics.backtest.Strategy;
import ai.tickstock.analytics.backtest.Trade;
import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Position;
import org.ta4j.core.Rule;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeExecutionModel;
import org.ta4j.core.backtest.TradeOnCurrentCloseModel;
import org.ta4j.core.backtest.TradeOnNextOpenModel;

/** Our engine and ta4j's, one position at a time, with the same fills and commission. */
final class BothEngines {
  /** Bars ta4j lets go by before it trades: more than any indicator here needs. */
  static final int UNSTABLE = 50;

  /** No loss ruins the account, which ta4j would not notice: symbols were given to others. */
  private static final double LITTLE = 10;

  private static final int FEWEST_TRADES = 10;

  private final BothBars bars;
  private final FillModel fills;
  private final Side side;
  private final double fee;

  BothEngines(BothBars bars, FillModel fills, Side side, double fee) {
    this.bars = bars;
    this.fills = fills;
    this.side = side;
    this.fee = fee;
  }

  static List<Condition> conditions(String... texts) {
    return Stream.of(texts).map(Condition::of).toList();
  }

  static Exits exits(int afterBars, double stop, double target, double trail, String... texts) {
    return new Exits(false, afterBars, stop, 0, target, 0, trail, false, false, conditions(texts));
  }

  BacktestPlan plan(Set<String> patterns, List<Condition> conditions, Exits exits) {
    Strategy.Allowed direction = Strategy.Allowed.valueOf(side.name());
    return BacktestPlan.of(
            new Strategy(patterns, 0, conditions, direction),
            exits,
            new Sizing(Sizing.Kind.CASH, LITTLE, 0, 1),
            Timeframe.MIN_1,
            MarketCalendar.alwaysOpen())
        .withCosts(new Costs(0, 0, fee, 0, 0))
        .withFills(fills)
        .between(UNSTABLE * BothBars.LENGTH, Long.MAX_VALUE);
  }

  private TradingRecord theirs(Rule entry, Rule exit) {
    TradeExecutionModel model =
        fills == FillModel.NEXT_OPEN ? new TradeOnNextOpenModel() : new TradeOnCurrentCloseModel();
    return new BarSeriesManager(
            bars.theirs.series(), new LinearTransactionCostModel(fee), new ZeroCostModel(), model)
        .run(
            new BaseStrategy(entry, exit, UNSTABLE),
            side == Side.LONG ? TradeType.BUY : TradeType.SELL);
  }

  /** Trade by trade: bars, prices and profit. */
  void agree(BacktestPlan plan, Rule entry, Rule exit) {
    List<Trade> ours = new ArrayList<>(Backtest.run(plan, List.of(bars.ours)).trades());
    ours.removeIf(trade -> trade.exit() == ExitReason.END_OF_DATA);
    List<Position> positions = theirs(entry, exit).getPositions();
    assertThat(ours).hasSizeGreaterThan(FEWEST_TRADES).hasSameSizeAs(positions);
    for (int i = 0; i < ours.size(); i++) {
      Trade trade = ours.get(i);
      var in = positions.get(i).getEntry();
      var out = positions.get(i).getExit();
      assertThat(trade.side()).isEqualTo(side);
      assertThat(trade.entryMillis() / BothBars.LENGTH).isEqualTo(in.getIndex());
      assertThat(trade.exitMillis() / BothBars.LENGTH).isEqualTo(out.getIndex());
      assertThat(trade.entryPrice()).isEqualTo(in.getPricePerAsset().doubleValue());
      assertThat(trade.exitPrice()).isEqualTo(out.getPricePerAsset().doubleValue());
      assertThat(trade.profit() / trade.quantity())
          .isEqualTo(
              positions.get(i).getProfit().doubleValue(),
              within(1e-11 * Math.max(trade.entryPrice(), trade.exitPrice())));
    }
  }
}
