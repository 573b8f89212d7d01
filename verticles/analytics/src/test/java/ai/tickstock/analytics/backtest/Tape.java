package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.Walk;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Bars whose volume says what a strategy of these tests does: {@value #BUY} is a signal to enter,
 * {@value #LEAVE} one to leave.
 */
final class Tape {
  static final double BUY = 9000;
  static final double LEAVE = 1;
  static final double USUAL = 1000;

  /** Monday, when New York opens. */
  static final long OPEN = Instant.parse("2025-10-13T13:30:00Z").toEpochMilli();

  static final MarketCalendar CALENDAR = MarketCalendar.newYork();
  static final Strategy ON_BUY = onBuy(Strategy.Allowed.LONG);
  static final Exits ON_LEAVE =
      new Exits(false, 0, 0, 0, 0, 0, 0, false, false, List.of(Condition.of("volume <= " + LEAVE)));

  private final BarSeries bars;
  private long next = OPEN;

  Tape(String symbol) {
    bars = new BarSeries(symbol, true);
  }

  static Strategy onBuy(Strategy.Allowed direction) {
    return new Strategy(
        java.util.Set.of(), 0, List.of(Condition.of("volume >= " + BUY)), direction);
  }

  static BacktestPlan plan(Exits exits, Sizing sizing) {
    return BacktestPlan.of(ON_BUY, exits, sizing, Timeframe.MIN_1, CALENDAR);
  }

  /** All of the capital, in whole shares. */
  static BacktestPlan plan(Exits exits) {
    return plan(exits, Sizing.fraction(1));
  }

  Tape then(double open, double high, double low, double close, double volume) {
    bars.add(next, open, high, low, close, volume);
    next += 60_000;
    return this;
  }

  Tape then(double open, double high, double low, double close) {
    return then(open, high, low, close, USUAL);
  }

  /** A bar of one price. */
  Tape flat(double price) {
    return then(price, price, price, price);
  }

  Tape buy(double price) {
    return then(price, price, price, price, BUY);
  }

  Tape leave(double price) {
    return then(price, price, price, price, LEAVE);
  }

  Tape at(String instant) {
    next = Instant.parse(instant).toEpochMilli();
    return this;
  }

  BarSeries bars() {
    return bars;
  }

  BacktestResult run(BacktestPlan plan) {
    return Backtest.run(plan, List.of(bars));
  }

  /** Each trade as bars from the first (by the minute), prices and reason. */
  List<String> story(BacktestPlan plan) {
    return run(plan).trades().stream().map(Tape::story).toList();
  }

  static String story(Trade trade) {
    return String.format(
        Locale.ROOT,
        "%s %s of %s: %s at %s, %s at %s, %s",
        trade.side().label(),
        number(trade.quantity()),
        trade.symbol(),
        (trade.entryMillis() - OPEN) / 60_000,
        number(trade.entryPrice()),
        (trade.exitMillis() - OPEN) / 60_000,
        number(trade.exitPrice()),
        trade.exit().label());
  }

  private static String number(double number) {
    String text = String.format(Locale.ROOT, "%.4f", number);
    return text.replaceAll("\\.?0+$", "");
  }

  /** A seeded random walk, a bar a minute from {@link #OPEN}. */
  static BarSeries walk(String symbol, long seed, int count) {
    BarSeries series = new BarSeries(symbol, true);
    long start = OPEN;
    for (double[] b : Walk.bars(seed, count)) {
      series.add(start, b[0], b[1], b[2], b[3], b[4]);
      start += 60_000;
    }
    return series;
  }
}
