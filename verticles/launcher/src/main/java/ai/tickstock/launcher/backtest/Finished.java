package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.backtest.BacktestResult;
import ai.tickstock.analytics.backtest.Trade;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.pl.backtest.ResultJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A backtest that has ended.
 *
 * @param json the whole result without its trades, with what the runs before it came to, if any
 * @param series what it traded, one for each symbol
 */
public record Finished(JsonObject json, BacktestResult result, List<BarSeries> series) {
  /**
   * The result of a run.
   *
   * @param bars what it was run on
   * @param more fields the result has besides
   */
  public static Finished of(
      ResultJson.Run run,
      BacktestResult result,
      Bars bars,
      List<BarSeries> series,
      JsonObject more) {
    JsonObject json = ResultJson.of(run, result);
    JsonObject data = bars.origin().copy();
    return new Finished(json.put("data", data).mergeIn(more), result, series);
  }

  /** Its trades, in the order of their exits. */
  public List<Trade> trades() {
    return result.trades();
  }

  /** The symbols it traded, without those it never did. */
  List<String> traded() {
    return new ArrayList<>(result.bySymbol().keySet());
  }

  /** Some of its trades as JSON. */
  static JsonArray json(List<Trade> trades) {
    JsonArray all = new JsonArray();
    trades.forEach(trade -> all.add(ResultJson.trade(trade)));
    return all;
  }
}
