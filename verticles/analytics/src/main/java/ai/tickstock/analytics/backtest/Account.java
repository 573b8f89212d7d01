package ai.tickstock.analytics.backtest;

import java.util.ArrayList;
import java.util.List;

/** The capital all symbols share. */
final class Account {
  private final BacktestPlan plan;
  private final List<SymbolRun> open = new ArrayList<>();
  private final List<Trade> trades = new ArrayList<>();
  private double cash;
  private double traded;
  private long refused;
  private int shorts;

  Account(BacktestPlan plan) {
    this.plan = plan;
    cash = plan.initialCapital();
  }

  /** What all is worth, positions at the newest prices they were seen at. */
  double equity() {
    double equity = cash;
    for (SymbolRun run : open) {
      equity += run.position().value();
    }
    return equity;
  }

  /** What positions are worth, short ones too. */
  double exposure() {
    double gross = 0;
    for (SymbolRun run : open) {
      gross += Math.abs(run.position().value());
    }
    return gross;
  }

  boolean isInvested() {
    return !open.isEmpty();
  }

  boolean isShort() {
    return shorts > 0;
  }

  /** Opens a position as large as its sizing and the capital allow; null if that is nothing. */
  Position enter(SymbolRun run, EntryOrder order, double quoted, long millis, int bar) {
    boolean buys = order.side() == Side.LONG;
    double price = plan.costs().market(quoted, buys);
    double equity = equity();
    double distance = order.side().sign() * (price - Position.stop(order, price, plan.exits()));
    Sizing sizing = plan.sizing();
    double wanted = sizing.quantity(equity, price, distance);
    double affordable = plan.costs().affordable(equity - exposure(), price);
    double quantity = sizing.rounded(Math.min(wanted, affordable));
    if (!(quantity > 0) || open.size() >= sizing.maxPositions() || !(price > 0)) {
      refused++;
      return null;
    }
    double fee = plan.costs().commission(quantity, price);
    cash -= order.side().sign() * quantity * price + fee;
    traded += quantity * price;
    open.add(run);
    shorts += buys ? 0 : 1;
    return new Position(order, quantity, price, millis, bar, fee, plan.exits());
  }

  /**
   * Closes a position.
   *
   * @param isMarket whether spread and slippage are paid; not where a limit was reached
   */
  void exit(SymbolRun run, double quoted, boolean isMarket, long millis, int bars, ExitReason why) {
    Position position = run.position();
    boolean buys = position.side() == Side.SHORT;
    double price = isMarket ? plan.costs().market(quoted, buys) : quoted;
    double fee = plan.costs().commission(position.quantity, price);
    cash += position.value(price) - fee;
    traded += position.quantity * price;
    open.remove(run);
    shorts -= buys ? 1 : 0;
    trades.add(position.closed(run.symbol(), millis, price, fee, why, bars));
  }

  List<SymbolRun> open() {
    return List.copyOf(open);
  }

  List<Trade> trades() {
    return trades;
  }

  /** What was bought and sold, in the account's currency. */
  double traded() {
    return traded;
  }

  /** Entries for which there was no capital, no room or no price. */
  long refused() {
    return refused;
  }
}
