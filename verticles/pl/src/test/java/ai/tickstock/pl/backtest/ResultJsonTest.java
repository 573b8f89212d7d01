package ai.tickstock.pl.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.backtest.Backtest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.BacktestResult;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.wire.message.BacktestJob;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
  private static final long DAY = 86_400_000L;
  private static final Instant NOW = Instant.ofEpochMilli(1_697_385_600_123L);
  private static final BacktestJob JOB =
      BacktestJob.from(
          new JsonObject(
              """
              {"job_type":"backtest","job_id":"bt_1","user_id":"ann","symbols":["A"],
               "start_date":"1970-01-01","end_date":"1970-01-31",
               "rules":{"enter_when":["close > 10"],"exit_after_bars":2},"timestamp":1697385600.123}
              """));

  private static BacktestResult run(double... closes) {
    MarketCalendar calendar = MarketCalendar.alwaysOpen();
    BarSeries series = new BarSeries("A", true);
    for (int day = 0; day < closes.length; day++) {
      series.add(day * DAY, closes[day], closes[day] + 1, closes[day] - 1, closes[day], 100);
    }
    BacktestPlan plan = BacktestRequest.plan(JOB, calendar);
    return Backtest.run(plan, List.of(series));
  }

  private static ResultJson.Run completed() {
    return new ResultJson.Run(JOB, "completed", NOW, NOW, NOW.plusSeconds(1), null, "7", List.of());
  }

  @Test
  void theWholeResultHasTheJobTheFiguresAndTheCurves() {
    JsonObject json = ResultJson.of(completed(), run(10, 11, 12, 13, 14));
    assertThat(json.getJsonObject("job")).isEqualTo(JOB.json());
    assertThat(json.getString("status")).isEqualTo("completed");
    assertThat(json.encode())
        .contains("\"created_at\":1697385600.123", "\"finished_at\":1697385601.123");
    assertThat(json.getJsonObject("versions").getString("engine")).isEqualTo("7");
    assertThat(json.getLong("bars")).isEqualTo(5);
    assertThat(json.getJsonObject("metrics").getInteger("trades")).isEqualTo(1);
    assertThat(json.getJsonObject("benchmark").getDouble("total_return"))
        .isCloseTo(0.4, Offset.offset(1e-12));
    assertThat(json.getJsonObject("by_symbol").getJsonObject("A").getInteger("wins")).isEqualTo(1);
    assertThat(json.getJsonObject("equity").getJsonArray("time").encode())
        .isEqualTo("[0,86400,172800,259200,345600]");
    assertThat(json.getJsonObject("equity").getJsonArray("benchmark").getDouble(1))
        .isEqualTo(110_000);
  }

  @Test
  void aFigureThatIsNotDefinedIsNull() {
    JsonObject json = ResultJson.summary(completed(), run(10, 10));
    assertThat(json.getJsonObject("metrics").getInteger("trades")).isZero();
    assertThat(json.getJsonObject("metrics").containsKey("win_rate")).isTrue();
    assertThat(json.getJsonObject("metrics").getValue("win_rate")).isNull();
    assertThat(json.containsKey("equity")).isFalse();
    assertThat(json.encode()).contains("\"win_rate\":null").doesNotContain("NaN");
  }

  @Test
  void aTradeSaysWhenWhyAndWhatCameOfIt() {
    JsonObject trade = ResultJson.trade(run(10, 11, 12, 13, 14).trades().get(0));
    assertThat(trade.getString("symbol")).isEqualTo("A");
    assertThat(trade.getString("side")).isEqualTo("long");
    assertThat(trade.getString("exit")).isEqualTo("time");
    assertThat(trade.getLong("decided_at")).isEqualTo(86_400);
    assertThat(trade.getLong("entered_at")).isEqualTo(172_800);
    assertThat(trade.getDouble("entry_price")).isEqualTo(12);
    assertThat(trade.getDouble("profit")).isPositive();
  }
}
