package ai.tickstock.analytics.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts the results of legs together, each scaled to begin with what the one before left. */
final class Stitching {
  private final BacktestPlan plan;
  private final EquityCurve equity;
  private final EquityCurve benchmark;
  private final List<Trade> trades = new ArrayList<>();
  private double exposure;
  private double invested;
  private double traded;
  private long bars;
  private long decided;
  private long refused;
  private boolean isComplete = true;

  private Stitching(BacktestPlan plan) {
    this.plan = plan;
    equity = new EquityCurve(plan.initialCapital());
    benchmark = new EquityCurve(plan.initialCapital());
  }

  static BacktestResult of(List<WalkForward.Leg> legs, BacktestPlan plan) {
    Stitching all = new Stitching(plan);
    legs.stream()
        .sorted(Comparator.comparingInt(leg -> leg.window().number()))
        .map(WalkForward.Leg::outOfSample)
        .takeWhile(leg -> all.equity.last() > 0)
        .forEach(all::add);
    return all.result();
  }

  private void add(BacktestResult leg) {
    double factor = equity.last() / leg.equity().initial();
    append(leg.equity(), equity, factor);
    append(leg.benchmark(), benchmark, benchmark.last() / leg.benchmark().initial());
    for (Trade trade : leg.trades()) {
      trades.add(trade.scaled(factor));
      traded += factor * trade.quantity() * (trade.entryPrice() + trade.exitPrice());
    }
    int days = leg.equity().size();
    if (days > 0) {
      exposure += leg.performance().exposure() * days;
      invested += leg.performance().timeInMarket() * days;
    }
    bars += leg.bars();
    decided += leg.decided();
    refused += leg.refused();
    isComplete &= leg.isComplete();
  }

  private static void append(EquityCurve leg, EquityCurve to, double factor) {
    for (int day = 0; day < leg.size(); day++) {
      to.add(leg.startMillis(day), factor * leg.value(day));
    }
  }

  private BacktestResult result() {
    Performance.Activity activity =
        new Performance.Activity(exposure / equity.size(), invested / equity.size(), traded);
    double year = Performance.daysPerYear(plan.calendar());
    return new BacktestResult(
        isComplete,
        trades,
        equity,
        benchmark,
        Performance.of(equity, trades, activity, year, plan.riskFreeRate()),
        Performance.of(benchmark, List.of(), Performance.Activity.NONE, year, plan.riskFreeRate()),
        TradeTotals.by(Trade::reason, trades),
        TradeTotals.by(Trade::symbol, trades),
        bars,
        decided,
        refused);
  }
}
