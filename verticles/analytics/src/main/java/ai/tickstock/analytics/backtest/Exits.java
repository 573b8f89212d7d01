package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.rules.Condition;
import java.util.List;

/**
 * When a position is closed. Whatever comes first closes it; what is 0 is not looked at. Distances
 * are from the price of entry, as fractions or in multiples of the average true range at the bar of
 * decision.
 *
 * @param onOppositeSignal whether a signal the other way closes it
 * @param afterBars how many bars it is held; the bar of entry is the first
 * @param stopLoss fraction
 * @param stopLossAtr multiple
 * @param takeProfit fraction
 * @param takeProfitAtr multiple
 * @param trailingStop fraction below the highest price since entry (above the lowest when short);
 *     moved when a bar completes
 * @param patternLevels whether a chart pattern's own stop and target are used as well
 * @param endOfSession whether nothing is held over night: closed at the close of the session's last
 *     bar; for timeframes shorter than a day
 * @param conditions any of them closes it
 */
public record Exits(
    boolean onOppositeSignal,
    int afterBars,
    double stopLoss,
    double stopLossAtr,
    double takeProfit,
    double takeProfitAtr,
    double trailingStop,
    boolean patternLevels,
    boolean endOfSession,
    List<Condition> conditions) {
  private static final int MOST_BARS = 1_000_000;
  private static final double MOST_MULTIPLE = 1_000;

  /** The opposite signal, and nothing else. */
  public static final Exits ON_OPPOSITE_SIGNAL =
      new Exits(true, 0, 0, 0, 0, 0, 0, false, false, List.of());

  public Exits {
    Checks.within("exit_after_bars", afterBars, 0, MOST_BARS);
    Checks.within("stop_loss", stopLoss, 0, 1);
    Checks.within("stop_loss_atr", stopLossAtr, 0, MOST_MULTIPLE);
    Checks.within("take_profit", takeProfit, 0, MOST_MULTIPLE);
    Checks.within("take_profit_atr", takeProfitAtr, 0, MOST_MULTIPLE);
    Checks.within("trailing_stop", trailingStop, 0, 1);
    conditions = Checks.few("exit_when", conditions);
  }

  /** After so many bars, and nothing else. */
  public static Exits afterBars(int bars) {
    return new Exits(false, bars, 0, 0, 0, 0, 0, false, false, List.of());
  }

  /** The same with a stop and a target, fractions of the price of entry. */
  public Exits withLevels(double stop, double target) {
    return new Exits(
        onOppositeSignal,
        afterBars,
        stop,
        stopLossAtr,
        target,
        takeProfitAtr,
        trailingStop,
        patternLevels,
        endOfSession,
        conditions);
  }

  boolean usesRange() {
    return stopLossAtr > 0 || takeProfitAtr > 0;
  }

  boolean hasStop() {
    return stopLoss > 0 || stopLossAtr > 0;
  }
}
