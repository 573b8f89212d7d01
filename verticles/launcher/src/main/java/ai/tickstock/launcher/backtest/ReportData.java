package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.backtest.Trade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a report shows, as JSON of bounded size; it says what was left out. */
final class ReportData {
  static final int MOST_TRADES = 10_000;

  private ReportData() {}

  static JsonObject of(Finished finished, ZoneId zone) {
    JsonArray left = new JsonArray();
    List<Trade> shown = shown(finished.trades(), left);
    Map<String, List<Trade>> bySymbol = new TreeMap<>();
    shown.forEach(
        trade -> bySymbol.computeIfAbsent(trade.symbol(), symbol -> new ArrayList<>()).add(trade));
    JsonObject candles = new JsonObject();
    Candles room = new Candles(finished, bySymbol);
    finished.series().stream()
        .filter(its -> bySymbol.containsKey(its.symbol()))
        .sorted(Comparator.comparingInt(its -> -bySymbol.get(its.symbol()).size()))
        .forEach(its -> room.of(its).ifPresent(columns -> candles.put(its.symbol(), columns)));
    room.leftOut().forEach(left::add);
    return new JsonObject()
        .put("result", finished.json())
        .put("trades", Finished.json(shown))
        .put("candles", candles)
        .put("left_out", left)
        .put("zone", zone.getId());
  }

  /** All, or those that moved the account most, in the order of their exits. */
  private static List<Trade> shown(List<Trade> trades, JsonArray left) {
    if (trades.size() <= MOST_TRADES) {
      return trades;
    }
    Set<Trade> weighty =
        new HashSet<>(
            trades.stream()
                .sorted(Comparator.comparingDouble(trade -> -Math.abs(trade.profit())))
                .limit(MOST_TRADES)
                .toList());
    left.add(
        String.format(
            "%,d of %,d trades, those with the least profit or loss (--trades writes all as CSV)",
            trades.size() - MOST_TRADES, trades.size()));
    return trades.stream().filter(weighty::contains).toList();
  }
}
