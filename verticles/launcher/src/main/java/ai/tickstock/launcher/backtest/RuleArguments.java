package ai.tickstock.launcher.backtest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Option;

/** A job's {@code rules} as options: when to enter and when to leave. */
final class RuleArguments {
  private final JsonObject given = new JsonObject();

  @Option(
      names = "--enter-when",
      paramLabel = "CONDITION",
      description = {
        "must hold on the bar of the signal, such as 'RSI(14) < 30' or 'close crosses above"
            + " SMA(200)'; may be repeated",
        "Without patterns, the bar on which all begin to hold is the signal."
      })
  private List<String> enterWhen = List.of();

  @Option(
      names = "--exit-when",
      paramLabel = "CONDITION",
      description = "closes a position; may be repeated")
  private List<String> exitWhen = List.of();

  @Option(
      names = "--rules",
      paramLabel = "JSON",
      description = "the rules of a job; the options change it")
  private String json;

  /** These over the rules of a file. */
  JsonObject over(JsonObject others) {
    JsonObject rules = others.copy().mergeIn(JobArguments.object("--rules", json)).mergeIn(given);
    if (!enterWhen.isEmpty()) {
      rules.put("enter_when", new JsonArray(enterWhen));
    }
    if (!exitWhen.isEmpty()) {
      rules.put("exit_when", new JsonArray(exitWhen));
    }
    return rules;
  }

  private void put(String name, Object value) {
    if (value != null) {
      given.put(name, value);
    }
  }

  @Option(
      names = "--exit-after-bars",
      paramLabel = "N",
      description = "how long a position is held; default 10 if nothing is said of leaving")
  void exitAfterBars(Integer bars) {
    put("exit_after_bars", bars);
  }

  @Option(
      names = "--stop-loss",
      paramLabel = "FRACTION",
      description = "of the price of entry: 0.05 leaves 5 %% below it (above, when short)")
  void stopLoss(Double fraction) {
    put("stop_loss", fraction);
  }

  @Option(
      names = "--stop-loss-atr",
      paramLabel = "N",
      description = "the same in multiples of the average true range")
  void stopLossAtr(Double multiple) {
    put("stop_loss_atr", multiple);
  }

  @Option(
      names = "--take-profit",
      paramLabel = "FRACTION",
      description = "of the price of entry: 0.1 leaves 10 %% above it (below, when short)")
  void takeProfit(Double fraction) {
    put("take_profit", fraction);
  }

  @Option(
      names = "--take-profit-atr",
      paramLabel = "N",
      description = "the same in multiples of the average true range")
  void takeProfitAtr(Double multiple) {
    put("take_profit_atr", multiple);
  }

  @Option(
      names = "--trailing-stop",
      paramLabel = "FRACTION",
      description = "below the highest price since entry (above the lowest, when short)")
  void trailingStop(Double fraction) {
    put("trailing_stop", fraction);
  }

  @Option(
      names = "--opposite-signal",
      paramLabel = "true|false",
      description = "whether a signal the other way closes a position; default true")
  void oppositeSignal(Boolean flag) {
    put("opposite_signal", flag);
  }

  @Option(
      names = "--pattern-levels",
      paramLabel = "true|false",
      description = "whether a chart pattern's own stop and target are used; default false")
  void patternLevels(Boolean flag) {
    put("pattern_levels", flag);
  }

  @Option(
      names = "--end-of-session",
      paramLabel = "true|false",
      description = "whether nothing is held over night; default false")
  void endOfSession(Boolean flag) {
    put("end_of_session", flag);
  }
}
