package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.backtest.EquityCurve;
import ai.tickstock.analytics.backtest.Trade;
import ai.tickstock.analytics.history.BarSeries;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The candles a report shows: of each traded symbol all of them while there is room; else those
 * around its trades, as far around as there is room, the most traded symbols first.
 */
final class Candles {
  static final int MOST_CANDLES = 60_000;
  private static final int[] AROUND = {250, 120, 60, 30, 15, 5};
  private static final MathContext DIGITS = new MathContext(7);
  private static final long MILLIS = 1_000;
  private static final long DAY_MILLIS = 86_400_000;

  private final Map<String, List<Trade>> trades;
  private final long from;
  private final long to;
  private final int around;
  private final List<String> leftOut = new ArrayList<>();
  private int room = MOST_CANDLES;
  private int without;
  private long hidden;

  /**
   * @param trades that are shown, by symbol
   */
  Candles(Finished finished, Map<String, List<Trade>> trades) {
    this.trades = trades;
    EquityCurve days = finished.result().equity();
    from = days.size() == 0 ? 0 : days.startMillis(0);
    to = days.size() == 0 ? 0 : days.startMillis(days.size() - 1) + DAY_MILLIS;
    around = around(finished.series());
  }

  /** How many bars around each trade are shown; all, as a negative number. */
  private int around(List<BarSeries> series) {
    long all =
        series.stream()
            .filter(its -> trades.containsKey(its.symbol()))
            .mapToLong(this::traded)
            .sum();
    if (all <= MOST_CANDLES) {
      return -1;
    }
    for (int bars : AROUND) {
      long needed =
          series.stream()
              .filter(its -> trades.containsKey(its.symbol()))
              .mapToLong(its -> wanted(its, bars).cardinality())
              .sum();
      if (needed <= MOST_CANDLES) {
        return bars;
      }
    }
    return AROUND[AROUND.length - 1];
  }

  /** How many bars there are in the days that were traded. */
  private long traded(BarSeries its) {
    return its.from(to) - its.from(from);
  }

  private BitSet wanted(BarSeries its, int bars) {
    BitSet wanted = new BitSet(its.size());
    int first = its.from(from);
    int last = its.from(to);
    if (bars < 0) {
      wanted.set(first, last);
      return wanted;
    }
    for (Trade trade : trades.get(its.symbol())) {
      int begin = Math.max(first, its.from(trade.entryMillis()) - bars);
      int end = Math.min(last, its.from(trade.exitMillis()) + bars + 1);
      wanted.set(begin, Math.max(begin, end));
    }
    return wanted;
  }

  /** The candles of a series, column by column, if there is room for them. */
  Optional<JsonObject> of(BarSeries its) {
    BitSet wanted = wanted(its, around);
    if (wanted.cardinality() > room) {
      without++;
      return Optional.empty();
    }
    room -= wanted.cardinality();
    hidden += traded(its) - wanted.cardinality();
    JsonArray time = new JsonArray();
    JsonArray prices = new JsonArray();
    for (int bar = wanted.nextSetBit(0); bar >= 0; bar = wanted.nextSetBit(bar + 1)) {
      time.add(its.startMillis(bar) / MILLIS);
      prices.add(figure(its.open(bar))).add(figure(its.high(bar)));
      prices.add(figure(its.low(bar))).add(figure(its.close(bar)));
    }
    return Optional.of(new JsonObject().put("time", time).put("prices", prices));
  }

  /** Seven digits are enough to be looked at. */
  private static Number figure(double price) {
    if (price == Math.rint(price) && Math.abs(price) < Integer.MAX_VALUE) {
      return (int) price;
    }
    return new BigDecimal(price, DIGITS).stripTrailingZeros().doubleValue();
  }

  /** What is not shown, in words. */
  List<String> leftOut() {
    if (hidden > 0) {
      leftOut.add(String.format("%,d candles further than %d bars from a trade", hidden, around));
    }
    if (without > 0) {
      leftOut.add(String.format("the candles of %,d symbols", without));
    }
    return leftOut;
  }
}
