package ai.tickstock.app.alerts;

import ai.tickstock.app.alerts.match.Matcher;
import ai.tickstock.app.alerts.match.Series;
import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.SeriesReader;
import ai.tickstock.store.SeriesReader.At;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives series the values that were stored before what is news to them: so a crossing over a
 * restart is seen, and what fired before it is known. Not thread-safe.
 */
final class Warming {
  /** Series asked for with one statement. */
  private static final int MOST_SERIES = 1_000;

  private final SeriesReader store;
  private final Matcher matcher;

  Warming(SeriesReader store, Matcher matcher) {
    this.store = store;
    this.matcher = matcher;
  }

  /**
   * Fills what is not known.
   *
   * @param upTo by series, the last bar that may be looked at, Unix milliseconds
   */
  Future<Void> fill(Map<Series, Long> upTo) {
    Map<Timeframe, List<Series>> byTimeframe = new EnumMap<>(Timeframe.class);
    upTo.keySet()
        .forEach(
            series ->
                byTimeframe
                    .computeIfAbsent(series.timeframe(), timeframe -> new ArrayList<>())
                    .add(series));
    Future<Void> done = Future.succeededFuture();
    for (Map.Entry<Timeframe, List<Series>> each : byTimeframe.entrySet()) {
      List<Series> all = each.getValue();
      for (int from = 0; from < all.size(); from += MOST_SERIES) {
        List<Series> some = all.subList(from, Math.min(all.size(), from + MOST_SERIES));
        done = done.compose(before -> fill(each.getKey(), some, upTo));
      }
    }
    return done;
  }

  private Future<Void> fill(Timeframe timeframe, List<Series> some, Map<Series, Long> upTo) {
    Map<String, Series> bySymbol = new HashMap<>();
    Map<String, Instant> last = new HashMap<>();
    Set<String> labels = new TreeSet<>();
    int bars = 1;
    boolean ofBars = false;
    for (Series series : some) {
      bySymbol.put(series.symbol(), series);
      last.put(series.symbol(), Instant.ofEpochMilli(upTo.get(series)));
      labels.addAll(matcher.labels(series));
      bars = Math.max(bars, series.depth() + 1);
      ofBars |= matcher.looksAtBars(series);
    }
    Future<List<At>> values =
        labels.isEmpty()
            ? Future.succeededFuture(List.of())
            : store.indicators(timeframe, last, labels, bars);
    Future<List<Bar>> stored =
        ofBars ? store.bars(timeframe, last, bars) : Future.succeededFuture(List.of());
    return Future.all(values, stored)
        .map(
            all -> {
              values.result().forEach(at -> fill(bySymbol.get(at.symbol()), at));
              stored.result().forEach(bar -> fill(bySymbol.get(bar.symbol()), bar));
              some.forEach(Series::warmed);
              return null;
            });
  }

  private void fill(Series series, At at) {
    if (at.values() == null) {
      return;
    }
    long time = at.barStart().toEpochMilli();
    for (String label : at.values().fieldNames()) {
      Object value = at.values().getValue(label);
      matcher.fill(series, time, label, output -> number(value, output));
    }
  }

  /** One output stands alone, several in an object. */
  private static double number(Object value, String output) {
    Object found =
        output == null ? value : value instanceof JsonObject all ? all.getValue(output) : null;
    return found instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private void fill(Series series, Bar bar) {
    matcher.fillBar(
        series,
        bar.start().toEpochMilli(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume());
  }
}
