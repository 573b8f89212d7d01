package ai.tickstock.analytics.backtest;

/**
 * What trading costs. Fractions are of the price: 0.001 is a tenth of a percent.
 *
 * @param perTrade commission of each fill, in the account's currency
 * @param perShare commission of each share, contract or coin
 * @param rate commission as a fraction of what is traded
 * @param slippage how much worse than the quoted price a market order is filled, as a fraction
 * @param spread between bid and ask, as a fraction; a market order pays half of it
 */
public record Costs(double perTrade, double perShare, double rate, double slippage, double spread) {
  private static final double MOST = 1;

  /** Nothing costs anything. */
  public static final Costs NONE = new Costs(0, 0, 0, 0, 0);

  public Costs {
    Checks.within("commission_per_trade", perTrade, 0, 1e9);
    Checks.within("commission_per_share", perShare, 0, 1e9);
    Checks.within("commission_rate", rate, 0, MOST);
    Checks.within("slippage", slippage, 0, MOST);
    Checks.within("spread", spread, 0, MOST);
  }

  double commission(double quantity, double price) {
    return perTrade + perShare * quantity + rate * quantity * price;
  }

  /** The price a market order gets: dearer for who buys, cheaper for who sells. */
  double market(double quoted, boolean buys) {
    double worse = slippage + spread / 2;
    return quoted * (buys ? 1 + worse : 1 - worse);
  }

  /** How many can be had for an amount, commission included. */
  double affordable(double amount, double price) {
    return Math.max(0, (amount - perTrade) / (price * (1 + rate) + perShare));
  }
}
