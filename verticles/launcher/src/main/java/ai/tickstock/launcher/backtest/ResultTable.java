package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.backtest.BacktestResult;
import ai.tickstock.analytics.backtest.Performance;
import ai.tickstock.analytics.backtest.Trade;
import ai.tickstock.analytics.backtest.TradeTotals;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What came of a backtest, as tables for people. */
public final class ResultTable {
  private static final int MOST_GROUPS = 15;
  private static final int EXTREMES = 5;
  private static final int MOST_WARNINGS = 5;
  private static final String FIGURE = "%-24s %16s %16s%n";
  private static final String GROUP = "%-32s %8s %8s %16s %9s %8s%n";
  private static final String TRADE = "%-8s %-6s %-24s %-10s %11s  %-10s %11s %-15s %13s %9s%n";

  private final PrintWriter to;
  private final MarketCalendar calendar;

  /**
   * @param calendar whose days trades are shown by
   */
  public ResultTable(PrintWriter to, MarketCalendar calendar) {
    this.to = to;
    this.calendar = calendar;
  }

  /** Prints all of it. */
  public void print(Finished finished) {
    BacktestResult result = finished.result();
    head(finished);
    figures(result);
    groups("pattern", result.byReason());
    groups("symbol", result.bySymbol());
    extremes(result.trades());
  }

  private void head(Finished finished) {
    JsonObject json = finished.json();
    JsonObject job = json.getJsonObject("job");
    int symbols = job.getJsonArray("symbols").size();
    to.printf(
        "%n%s, %s bars of %s, %s to %s%s%n",
        symbols == 1 ? job.getJsonArray("symbols").getString(0) : symbols + " symbols",
        Words.count(json.getLong("bars")),
        job.getString("timeframe", Timeframe.DAY_1.label()),
        job.getString("start_date"),
        job.getString("end_date"),
        finished.result().isComplete() ? "" : " (cancelled: as of the last bar it came to)");
    if (json.getLong("refused") > 0) {
      to.printf(
          "%s of %s entries refused: no capital, no room or no price%n",
          Words.count(json.getLong("refused")), Words.count(json.getLong("decided")));
    }
    List<?> warnings = json.getJsonArray("warnings").getList();
    warnings.stream().limit(MOST_WARNINGS).forEach(warning -> to.printf("note: %s%n", warning));
    if (warnings.size() > MOST_WARNINGS) {
      to.printf("note: … and %,d more (--json shows them)%n", warnings.size() - MOST_WARNINGS);
    }
  }

  private void figures(BacktestResult result) {
    Performance own = result.performance();
    Performance hold = result.benchmarkPerformance();
    to.printf("%n" + FIGURE, "", "strategy", "buy and hold");
    row("final equity", Words::cash, own, hold, Performance::finalEquity);
    row("total return", Words::percent, own, hold, Performance::totalReturn);
    row("annual return", Words::percent, own, hold, Performance::annualReturn);
    row("volatility", Words::percent, own, hold, Performance::volatility);
    row("Sharpe", Words::ratio, own, hold, Performance::sharpe);
    row("Sortino", Words::ratio, own, hold, Performance::sortino);
    row("Calmar", Words::ratio, own, hold, Performance::calmar);
    row("maximum drawdown", Words::percent, own, hold, its -> -its.maxDrawdown());
    row("its length, days", Words::count, own, hold, Performance::maxDrawdownDays);
    row("mean exposure", Words::percent, own, null, Performance::exposure);
    row("time in the market", Words::percent, own, null, Performance::timeInMarket);
    row("turnover, a year", Words::ratio, own, null, Performance::turnover);
    row("trades", Words::count, own, null, Performance::trades);
    row("won", Words::percent, own, null, Performance::winRate);
    row("average win", Words::cash, own, null, Performance::averageWin);
    row("average loss", Words::cash, own, null, its -> -its.averageLoss());
    row("profit factor", Words::ratio, own, null, Performance::profitFactor);
    row("expectancy", Words::cash, own, null, Performance::expectancy);
    row("average trade", Words::percent, own, null, Performance::averageTrade);
    row("average bars held", Words::ratio, own, null, Performance::averageBars);
    row("commissions", Words::cash, own, null, Performance::commissions);
  }

  /** How a figure is written. */
  private interface Wording {
    String of(double value);
  }

  private void row(
      String name,
      Wording wording,
      Performance own,
      Performance hold,
      ToDoubleFunction<Performance> figure) {
    to.printf(
        FIGURE,
        name,
        wording.of(figure.applyAsDouble(own)),
        hold == null ? "" : wording.of(figure.applyAsDouble(hold)));
  }

  private void groups(String what, Map<String, TradeTotals> totals) {
    if (totals.isEmpty()) {
      return;
    }
    to.printf("%n" + GROUP, what, "trades", "won", "profit", "average", "factor");
    totals.entrySet().stream()
        .sorted(Comparator.comparingDouble(each -> -profit(each.getValue())))
        .limit(MOST_GROUPS)
        .forEach(each -> group(each.getKey(), each.getValue()));
    if (totals.size() > MOST_GROUPS) {
      to.printf("… and %,d more%n", totals.size() - MOST_GROUPS);
    }
  }

  private void group(String name, TradeTotals totals) {
    to.printf(
        GROUP,
        Words.cut(name, 32),
        Words.count(totals.trades()),
        Words.percent(totals.winRate()),
        Words.cash(profit(totals)),
        Words.percent(totals.averageReturn()),
        Words.ratio(totals.profitFactor()));
  }

  private static double profit(TradeTotals totals) {
    return totals.gained() - totals.lost();
  }

  private void extremes(List<Trade> trades) {
    if (trades.isEmpty()) {
      return;
    }
    List<Trade> sorted =
        trades.stream().sorted(Comparator.comparingDouble(Trade::profit).reversed()).toList();
    int shown = Math.min(EXTREMES, (sorted.size() + 1) / 2);
    to.printf(
        "%n" + TRADE, "best", "side", "signal", "in", "at", "out", "at", "by", "profit", "return");
    sorted.subList(0, shown).forEach(this::trade);
    to.printf("worst%n");
    sorted.subList(Math.max(shown, sorted.size() - shown), sorted.size()).forEach(this::trade);
  }

  private void trade(Trade trade) {
    to.printf(
        TRADE,
        trade.symbol(),
        trade.side().label(),
        Words.cut(trade.reason(), 24),
        calendar.day(trade.entryMillis()),
        Words.price(trade.entryPrice()),
        calendar.day(trade.exitMillis()),
        Words.price(trade.exitPrice()),
        trade.exit().label(),
        Words.cash(trade.profit()),
        Words.percent(trade.profitFraction()));
  }
}
