package ai.tickstock.analytics.backtest;

/**
 * A position from entry to exit. Prices are those paid and got, costs of spread and slippage
 * included; commissions are not in them.
 *
 * @param reason the pattern that was the signal, or the conditions
 * @param confidence of the pattern; 1 for conditions
 * @param decidedMillis start of the bar the entry was decided on, Unix milliseconds like the others
 * @param quantity shares, contracts or coins
 * @param exit why it was closed
 * @param profit after commissions, in the account's currency
 * @param commissions of entry and exit
 * @param bars how many it was held, that of entry and that of exit included
 * @param worst the deepest it was under water at a bar's end or at a price of the bars it was held,
 *     as a fraction of the price of entry; never above 0
 * @param best the most it was ahead, as a fraction of the price of entry; never below 0
 */
public record Trade(
    String symbol,
    Side side,
    String reason,
    double confidence,
    long decidedMillis,
    long entryMillis,
    double entryPrice,
    double quantity,
    long exitMillis,
    double exitPrice,
    ExitReason exit,
    double profit,
    double commissions,
    int bars,
    double worst,
    double best) {
  /** The profit as a fraction of what was put in. */
  public double profitFraction() {
    return profit / (entryPrice * quantity);
  }

  /** The same with so many times as much put in. */
  Trade scaled(double factor) {
    return new Trade(
        symbol,
        side,
        reason,
        confidence,
        decidedMillis,
        entryMillis,
        entryPrice,
        quantity * factor,
        exitMillis,
        exitPrice,
        exit,
        profit * factor,
        commissions * factor,
        bars,
        worst,
        best);
  }
}
