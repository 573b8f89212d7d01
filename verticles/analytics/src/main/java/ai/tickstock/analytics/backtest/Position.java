package ai.tickstock.analytics.backtest;

/** An open position of one symbol. */
final class Position {
  final EntryOrder order;
  final double quantity;
  final double entryPrice;
  final long entryMillis;
  final int entryBar;
  final double commission;

  /** The fixed levels; infinitely far where there are none. */
  final double stop;

  final double target;

  /** The newest price it was seen at: that of entry, then each close. */
  double mark;

  private final double trail;
  private double trailing;
  private double worst;
  private double best;

  Position(
      EntryOrder order,
      double quantity,
      double entryPrice,
      long entryMillis,
      int entryBar,
      double commission,
      Exits exits) {
    this.order = order;
    this.quantity = quantity;
    this.entryPrice = entryPrice;
    this.entryMillis = entryMillis;
    this.entryBar = entryBar;
    this.commission = commission;
    mark = entryPrice;
    stop = stop(order, entryPrice, exits);
    target = target(order, entryPrice, exits);
    trail = exits.trailingStop();
    trailing = trail > 0 ? entryPrice * (1 - order.side().sign() * trail) : never(order.side());
  }

  Side side() {
    return order.side();
  }

  /** The nearest of the stops there are at a price of entry. */
  static double stop(EntryOrder order, double price, Exits exits) {
    int sign = order.side().sign();
    double stop = never(order.side());
    if (exits.stopLoss() > 0) {
      stop = nearer(sign, stop, price * (1 - sign * exits.stopLoss()));
    }
    if (exits.stopLossAtr() > 0) {
      stop = nearer(sign, stop, price - sign * exits.stopLossAtr() * order.range());
    }
    if (exits.patternLevels() && sign * (price - order.patternStop()) > 0) {
      stop = nearer(sign, stop, order.patternStop());
    }
    return stop;
  }

  private static double target(EntryOrder order, double price, Exits exits) {
    int sign = order.side().sign();
    double target = never(order.side().other());
    if (exits.takeProfit() > 0) {
      target = nearer(-sign, target, price * (1 + sign * exits.takeProfit()));
    }
    if (exits.takeProfitAtr() > 0) {
      target = nearer(-sign, target, price + sign * exits.takeProfitAtr() * order.range());
    }
    if (exits.patternLevels() && sign * (order.patternTarget() - price) > 0) {
      target = nearer(-sign, target, order.patternTarget());
    }
    return target;
  }

  private static double never(Side side) {
    return side == Side.LONG ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Of two levels below a price (above, for a negative sign) the one that is reached first. */
  private static double nearer(int sign, double level, double other) {
    if (Double.isNaN(other)) {
      return level;
    }
    return sign > 0 ? Math.max(level, other) : Math.min(level, other);
  }

  /** The stop that is reached first. */
  double nearestStop() {
    return nearer(side().sign(), stop, trailing);
  }

  boolean isTrailing() {
    return nearestStop() != stop;
  }

  /** After a bar it was held through. */
  void held(double high, double low) {
    seen(high);
    seen(low);
    if (trail > 0) {
      int sign = side().sign();
      double extreme = sign > 0 ? high : low;
      trailing = nearer(sign, trailing, extreme * (1 - sign * trail));
    }
  }

  /** A price it was open at. */
  void seen(double price) {
    double ahead = side().sign() * (price - entryPrice) / entryPrice;
    worst = Math.min(worst, ahead);
    best = Math.max(best, ahead);
  }

  /** What it is worth at its newest price; below 0 when short. */
  double value() {
    return value(mark);
  }

  double value(double price) {
    return side().sign() * quantity * price;
  }

  Trade closed(String symbol, long millis, double price, double fee, ExitReason why, int bars) {
    seen(price);
    double profit = side().sign() * quantity * (price - entryPrice) - commission - fee;
    return new Trade(
        symbol,
        side(),
        order.reason(),
        order.confidence(),
        order.decidedMillis(),
        entryMillis,
        entryPrice,
        quantity,
        millis,
        price,
        why,
        profit,
        commission + fee,
        bars,
        worst,
        best);
  }
}
