package ai.tickstock.pl.backtest;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.NastyJson;
import ai.tickstock.wire.fuzz.Reasons;
import ai.tickstock.wire.message.BacktestJob;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** However a job's parameters and rules are spoiled: it can be planned, or is refused by name. */
class JobFuzzTest {
  private static final JsonObject JOB =
      new JsonObject(
          """
          {"job_type": "backtest", "job_id": "bt_1", "user_id": "ann", "symbols": ["AAPL"],
           "start_date": "2024-01-01", "end_date": "2024-12-31", "patterns": ["Doji"],
           "parameters": {"initial_capital": 100000, "position_size": 0.1, "sizing": "fraction",
             "lot": 1, "max_positions": 10, "min_confidence": 0.5, "direction": "both",
             "fill": "next_open", "commission_per_trade": 1, "commission_per_share": 0.01,
             "commission_rate": 0.001, "slippage": 0.001, "spread": 0.001, "risk_free_rate": 0.02},
           "rules": {"enter_when": ["RSI(14) < 30", "close > SMA(20)"],
             "exit_when": ["close crosses above EMA(9)"], "opposite_signal": true,
             "exit_after_bars": 5, "stop_loss": 0.05, "stop_loss_atr": 2, "take_profit": 0.1,
             "take_profit_atr": 3, "trailing_stop": 0.05, "pattern_levels": false,
             "end_of_session": false},
           "timeframe": "1day", "timestamp": 1697385600.123}
          """);
  private static final MarketCalendar CALENDAR = MarketCalendar.newYork();

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aSpoiledJobIsPlannedOrRefusedByName(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          String text = text(nasty);
          Fuzz.within(text.length(), () -> plan(text));
        });
  }

  private static String text(NastyJson nasty) {
    JsonObject job = JOB.copy();
    if (nasty.random().nextInt(3) == 0) {
      String key = nasty.oneOf("enter_when", "exit_when");
      String condition = job.getJsonObject("rules").getJsonArray(key).getString(0);
      job.getJsonObject("rules").getJsonArray(key).add(nasty.scribbled(condition));
    }
    return nasty.spoiled(job);
  }

  private static void plan(String text) {
    try {
      BacktestRequest.plan(BacktestJob.from(new JsonObject(text)), CALENDAR);
    } catch (DecodeException | ClassCastException notAnObject) {
      return; // Such are refused at the door.
    } catch (MessageException refused) {
      Reasons.assertUnderstandable(refused.getMessage(), text);
    }
  }
}
