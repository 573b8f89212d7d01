package ai.tickstock.analytics.backtest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Sums over trades.
 *
 * @param trades how many
 * @param wins how many earned
 * @param gained by those that earned, in the account's currency
 * @param lost by the others, as a positive number
 * @param returns sum of the trades' returns on what was put in
 * @param bars sum of bars held
 * @param commissions paid
 */
public record TradeTotals(
    int trades,
    int wins,
    double gained,
    double lost,
    double returns,
    long bars,
    double commissions) {

  /** Sums that grow trade by trade. */
  private static final class Sums {
    private int trades;
    private int wins;
    private double gained;
    private double lost;
    private double returns;
    private long bars;
    private double commissions;

    private void add(Trade trade) {
      double profit = trade.profit();
      trades++;
      wins += profit > 0 ? 1 : 0;
      gained += Math.max(0, profit);
      lost += Math.max(0, -profit);
      returns += trade.profitFraction();
      bars += trade.bars();
      commissions += trade.commissions();
    }

    private TradeTotals totals() {
      return new TradeTotals(trades, wins, gained, lost, returns, bars, commissions);
    }
  }

  /** The sums over some trades. */
  static TradeTotals of(List<Trade> trades) {
    Sums sums = new Sums();
    for (Trade trade : trades) {
      sums.add(trade);
    }
    return sums.totals();
  }

  /** The sums by something trades have, in its natural order. */
  static Map<String, TradeTotals> by(Function<Trade, String> what, List<Trade> trades) {
    Map<String, Sums> sums = new HashMap<>();
    for (Trade trade : trades) {
      sums.computeIfAbsent(what.apply(trade), key -> new Sums()).add(trade);
    }
    Map<String, TradeTotals> totals = new TreeMap<>();
    sums.forEach((key, its) -> totals.put(key, its.totals()));
    return totals;
  }

  /** Trades that earned / trades; NaN without trades. */
  public double winRate() {
    return (double) wins / trades;
  }

  /** Mean profit of those that earned; NaN if none did. */
  public double averageWin() {
    return gained / wins;
  }

  /** Mean loss of the others, as a positive number; NaN if there are none. */
  public double averageLoss() {
    return lost / (trades - wins);
  }

  /** All profits / all losses; infinite without a loss, NaN without either. */
  public double profitFactor() {
    return gained / lost;
  }

  /** Mean profit of a trade; NaN without trades. */
  public double expectancy() {
    return (gained - lost) / trades;
  }

  /** Mean of the trades' returns; NaN without trades. */
  public double averageReturn() {
    return returns / trades;
  }

  /** Mean number of bars held; NaN without trades. */
  public double averageBars() {
    return (double) bars / trades;
  }
}
