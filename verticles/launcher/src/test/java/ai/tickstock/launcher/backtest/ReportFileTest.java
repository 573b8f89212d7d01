package ai.tickstock.launcher.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.backtest.Backtest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.BacktestResult;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.backtest.BacktestRequest;
import ai.tickstock.pl.backtest.ResultJson;
import ai.tickstock.wire.message.BacktestJob;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportFileTest {
  private static final MarketCalendar CALENDAR = MarketCalendar.alwaysOpen();
  private static final long MINUTE = 60_000;

  /** Up and down by one: a position every few bars. */
  private static BarSeries series(String symbol, int bars) {
    BarSeries series = new BarSeries(symbol, true);
    for (int bar = 0; bar < bars; bar++) {
      double price = 100 + (bar / 3) % 2;
      series.add(bar * MINUTE, price, price + 1, price - 1, price, 10);
    }
    return series;
  }

  private static Finished run(int every, int bars, String... symbols) {
    JsonObject json =
        new JsonObject()
            .put("job_type", "backtest")
            .put("job_id", "1")
            .put("user_id", "</script><b>")
            .put("symbols", new JsonArray(List.of(symbols)))
            .put("start_date", "1970-01-01")
            .put("end_date", "1980-01-01")
            .put("timeframe", "1min")
            .put("timestamp", 1)
            .put("parameters", new JsonObject().put("position_size", 0.01))
            .put(
                "rules",
                new JsonObject()
                    .put("enter_when", new JsonArray().add("close crosses above 100.5"))
                    .put("exit_after_bars", every));
    BacktestJob job = BacktestJob.from(json);
    BacktestPlan plan = BacktestRequest.plan(job, CALENDAR);
    List<BarSeries> series = List.of(symbols).stream().map(each -> series(each, bars)).toList();
    BacktestResult result = Backtest.run(plan, series);
    Bars all = new Bars(new TreeMap<>(), Timeframe.MIN_1, new JsonObject());
    ResultJson.Run ran =
        new ResultJson.Run(
            job, "completed", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, null, "1", List.of());
    return Finished.of(ran, result, all, series, new JsonObject());
  }

  private static JsonObject data(Finished finished) {
    return ReportData.of(finished, ZoneId.of("UTC"));
  }

  @Test
  void nothingInTheDataEndsTheElementItStandsIn() {
    String json = data(run(2, 100, "A")).encode();
    assertThat(json).contains("</script>");
    assertThat(ReportFile.harmless(json)).doesNotContain("<").contains("\\u003c/script>");
    assertThat(new JsonObject(ReportFile.harmless(json))).isEqualTo(new JsonObject(json));
  }

  @Test
  void aSmallRunIsShownWhole() {
    JsonObject data = data(run(2, 1_000, "A", "B"));
    assertThat(data.getJsonArray("left_out")).isEmpty();
    assertThat(data.getJsonObject("candles").fieldNames()).containsExactlyInAnyOrder("A", "B");
    JsonObject candles = data.getJsonObject("candles").getJsonObject("A");
    assertThat(candles.getJsonArray("time")).hasSize(1_000);
    assertThat(candles.getJsonArray("prices")).hasSize(4_000);
  }

  @Test
  void aLargeRunKeepsTheTradesThatWeighMostAndSaysWhatIsLeftOut() {
    Finished finished = run(2, 80_000, "A");
    assertThat(finished.trades()).hasSizeGreaterThan(ReportData.MOST_TRADES);
    JsonObject data = data(finished);
    assertThat(data.getJsonArray("trades")).hasSize(ReportData.MOST_TRADES);
    assertThat(data.getJsonArray("left_out").encode())
        .contains("of 13,33", "trades, those with the least profit or loss");
    int candles =
        data.getJsonObject("candles").stream()
            .mapToInt(each -> ((JsonObject) each.getValue()).getJsonArray("time").size())
            .sum();
    assertThat(candles).isLessThanOrEqualTo(Candles.MOST_CANDLES);
  }
}
