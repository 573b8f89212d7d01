package ai.tickstock.analytics.backtest;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;

/**
 * All that decides a backtest but the bars.
 *
 * @param strategy when a position is opened
 * @param exits when it is closed
 * @param sizing how much it is given
 * @param costs what trading costs
 * @param fills at which price a decision becomes a trade
 * @param initialCapital in the account's currency
 * @param riskFreeRate a year's, as a fraction, for the ratios
 * @param timeframe of the bars
 * @param fromMillis bars from then on are traded, earlier ones only warm up; Unix milliseconds
 * @param toMillis bars that begin then or later are not looked at
 * @param calendar when days and sessions begin and end
 */
public record BacktestPlan(
    Strategy strategy,
    Exits exits,
    Sizing sizing,
    Costs costs,
    FillModel fills,
    double initialCapital,
    double riskFreeRate,
    Timeframe timeframe,
    long fromMillis,
    long toMillis,
    MarketCalendar calendar) {
  /** What is looked at to measure stops in average true ranges. */
  static final int RANGE_BARS = 14;

  private static final double MOST_CAPITAL = 1e15;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException that says what is wrong and what is expected
   */
  public BacktestPlan {
    Checks.within(
        "initial_capital", Checks.positive("initial_capital", initialCapital), 0, MOST_CAPITAL);
    Checks.within("risk_free_rate", riskFreeRate, -1, 1);
    if (fromMillis >= toMillis) {
      throw new IllegalArgumentException("end_date: expected a day not before start_date");
    }
    if (exits.endOfSession() && timeframe == Timeframe.DAY_1) {
      throw new IllegalArgumentException(
          "end_of_session: expected a timeframe shorter than a day, was " + timeframe.label());
    }
    if (sizing.kind() == Sizing.Kind.RISK && !exits.hasStop()) {
      throw new IllegalArgumentException(
          "sizing: expected stop_loss or stop_loss_atr with risk, for the risk is what the stop"
              + " costs");
    }
  }

  /** A plan over all bars there are, without costs, filled at the next open. */
  public static BacktestPlan of(
      Strategy strategy, Exits exits, Sizing sizing, Timeframe timeframe, MarketCalendar calendar) {
    return new BacktestPlan(
        strategy,
        exits,
        sizing,
        Costs.NONE,
        FillModel.NEXT_OPEN,
        100_000,
        0,
        timeframe,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        calendar);
  }

  /** The same with other costs. */
  public BacktestPlan withCosts(Costs other) {
    return new BacktestPlan(
        strategy,
        exits,
        sizing,
        other,
        fills,
        initialCapital,
        riskFreeRate,
        timeframe,
        fromMillis,
        toMillis,
        calendar);
  }

  /** The same with other fills. */
  public BacktestPlan withFills(FillModel other) {
    return new BacktestPlan(
        strategy,
        exits,
        sizing,
        costs,
        other,
        initialCapital,
        riskFreeRate,
        timeframe,
        fromMillis,
        toMillis,
        calendar);
  }

  /** The same over another time. */
  public BacktestPlan between(long from, long to) {
    return new BacktestPlan(
        strategy,
        exits,
        sizing,
        costs,
        fills,
        initialCapital,
        riskFreeRate,
        timeframe,
        from,
        to,
        calendar);
  }
}
