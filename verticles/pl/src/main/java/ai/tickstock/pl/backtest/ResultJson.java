package ai.tickstock.pl.backtest;

import ai.tickstock.analytics.backtest.BacktestResult;
import ai.tickstock.analytics.backtest.EquityCurve;
import ai.tickstock.analytics.backtest.Performance;
import ai.tickstock.analytics.backtest.Trade;
import ai.tickstock.analytics.backtest.TradeTotals;
import ai.tickstock.wire.message.BacktestJob;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A backtest's result as JSON, the same wherever it is shown or stored. Times are Unix seconds,
 * returns fractions; a figure that is not defined or not finite is null.
 */
public final class ResultJson {
  private static final long MILLIS = 1_000;

  private ResultJson() {}

  /**
   * What is known of a run besides what came of it.
   *
   * @param status completed, cancelled or failed
   * @param started null if it never was, as {@code finished}
   * @param error null if there was none
   * @param engine the version it was computed with
   * @param warnings what the reader should know of the bars
   */
  public record Run(
      BacktestJob job,
      String status,
      Instant created,
      Instant started,
      Instant finished,
      String error,
      String engine,
      List<String> warnings) {}

  /** All but the equity curves and the trades. */
  public static JsonObject summary(Run run, BacktestResult result) {
    JsonObject summary = head(run);
    return summary
        .put("bars", result.bars())
        .put("decided", result.decided())
        .put("refused", result.refused())
        .put("metrics", metrics(result.performance()))
        .put("benchmark", metrics(result.benchmarkPerformance()))
        .put("by_pattern", totals(result.byReason()))
        .put("by_symbol", totals(result.bySymbol()))
        .put("warnings", new JsonArray(run.warnings()));
  }

  /** What there is to say of a run that came to nothing: no figures. */
  public static JsonObject head(Run run) {
    return new JsonObject()
        .put("job_id", run.job().jobId())
        .put("user_id", run.job().userId())
        .put("status", run.status())
        .put("created_at", seconds(run.created()))
        .put("started_at", seconds(run.started()))
        .put("finished_at", seconds(run.finished()))
        .put("error", run.error())
        .put("job", run.job().json())
        .put("versions", new JsonObject().put("engine", run.engine()));
  }

  /** The whole result but its trades. */
  public static JsonObject of(Run run, BacktestResult result) {
    return summary(run, result).put("equity", equity(result));
  }

  /** What the account and the benchmark were worth at each day's end, column by column. */
  public static JsonObject equity(BacktestResult result) {
    EquityCurve equity = result.equity();
    JsonArray time = new JsonArray();
    JsonArray values = new JsonArray();
    JsonArray benchmark = new JsonArray();
    for (int day = 0; day < equity.size(); day++) {
      time.add(equity.startMillis(day) / MILLIS);
      values.add(cents(equity.value(day)));
      benchmark.add(cents(result.benchmark().value(day)));
    }
    return new JsonObject().put("time", time).put("equity", values).put("benchmark", benchmark);
  }

  /** A hundredth of the currency is exact enough for a curve, and halves its size. */
  private static Double cents(double value) {
    return finite(Math.rint(value * 100) / 100);
  }

  /** The figures. */
  public static JsonObject metrics(Performance figures) {
    return new JsonObject()
        .put("final_equity", finite(figures.finalEquity()))
        .put("total_return", finite(figures.totalReturn()))
        .put("annual_return", finite(figures.annualReturn()))
        .put("volatility", finite(figures.volatility()))
        .put("sharpe", finite(figures.sharpe()))
        .put("sortino", finite(figures.sortino()))
        .put("calmar", finite(figures.calmar()))
        .put("max_drawdown", finite(figures.maxDrawdown()))
        .put("max_drawdown_days", figures.maxDrawdownDays())
        .put("exposure", finite(figures.exposure()))
        .put("time_in_market", finite(figures.timeInMarket()))
        .put("turnover", finite(figures.turnover()))
        .put("trades", figures.trades())
        .put("win_rate", finite(figures.winRate()))
        .put("average_win", finite(figures.averageWin()))
        .put("average_loss", finite(figures.averageLoss()))
        .put("profit_factor", finite(figures.profitFactor()))
        .put("expectancy", finite(figures.expectancy()))
        .put("average_trade", finite(figures.averageTrade()))
        .put("average_bars", finite(figures.averageBars()))
        .put("commissions", finite(figures.commissions()));
  }

  private static JsonObject totals(Map<String, TradeTotals> byName) {
    JsonObject all = new JsonObject();
    byName.forEach(
        (name, totals) ->
            all.put(
                name,
                new JsonObject()
                    .put("trades", totals.trades())
                    .put("wins", totals.wins())
                    .put("win_rate", finite(totals.winRate()))
                    .put("profit", finite(totals.gained() - totals.lost()))
                    .put("average_return", finite(totals.averageReturn()))
                    .put("profit_factor", finite(totals.profitFactor()))));
    return all;
  }

  /** A trade. */
  public static JsonObject trade(Trade trade) {
    return new JsonObject()
        .put("symbol", trade.symbol())
        .put("side", trade.side().label())
        .put("reason", trade.reason())
        .put("confidence", finite(trade.confidence()))
        .put("decided_at", seconds(trade.decidedMillis()))
        .put("entered_at", seconds(trade.entryMillis()))
        .put("entry_price", trade.entryPrice())
        .put("quantity", trade.quantity())
        .put("exited_at", seconds(trade.exitMillis()))
        .put("exit_price", trade.exitPrice())
        .put("exit", trade.exit().label())
        .put("profit", trade.profit())
        .put("return", finite(trade.profitFraction()))
        .put("commissions", trade.commissions())
        .put("bars", trade.bars())
        .put("worst", trade.worst())
        .put("best", trade.best());
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Number seconds(Instant time) {
    return time == null ? null : seconds(time.toEpochMilli());
  }

  /** Whole where it is whole; a double would be written as 1.697385600123E9. */
  private static Number seconds(long millis) {
    return millis % MILLIS == 0 ? millis / MILLIS : BigDecimal.valueOf(millis, 3);
  }
}
