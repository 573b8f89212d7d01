package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What there is to test on, adjusted for splits.
 *
 * @param series by symbol, in upper case; none is empty
 * @param timeframe of all of them
 * @param origin where they are from, for the result
 */
public record Bars(SortedMap<String, BarSeries> series, Timeframe timeframe, JsonObject origin) {

  /** The first day there is a bar of one of these symbols, of the market. */
  LocalDate firstDay(List<String> symbols, MarketCalendar calendar) {
    return calendar.day(
        symbols.stream()
            .mapToLong(symbol -> series.get(symbol).startMillis(0))
            .min()
            .orElseThrow());
  }

  /** The last day there is a bar of one of these symbols, of the market. */
  LocalDate lastDay(List<String> symbols, MarketCalendar calendar) {
    return calendar.day(symbols.stream().mapToLong(symbol -> end(symbol)).max().orElseThrow());
  }

  /** The series of some symbols, in their order. */
  public List<BarSeries> of(List<String> symbols) {
    return symbols.stream().map(series::get).toList();
  }

  private long end(String symbol) {
    BarSeries its = series.get(symbol);
    return its.startMillis(its.size() - 1);
  }

  /**
   * A job whole: all symbols and days where it names none.
   *
   * @param id of the run
   * @throws IllegalArgumentException naming the symbols most like one that has no bars
   */
  public JsonObject complete(
      JsonObject job, String id, String user, Instant now, MarketCalendar calendar) {
    JsonObject whole =
        new JsonObject().put("job_type", "backtest").put("job_id", id).put("user_id", user);
    whole.mergeIn(job).put("job_id", id).put("user_id", user);
    List<String> symbols = symbols(job);
    whole.put("symbols", new JsonArray(symbols));
    if (!whole.containsKey("start_date")) {
      whole.put("start_date", firstDay(symbols, calendar).toString());
    }
    if (!whole.containsKey("end_date")) {
      whole.put("end_date", lastDay(symbols, calendar).toString());
    }
    return whole.put("timeframe", timeframe.label()).put("timestamp", now.toEpochMilli() / 1000.0);
  }

  private List<String> symbols(JsonObject job) {
    if (!(job.getValue("symbols") instanceof JsonArray named) || named.isEmpty()) {
      return List.copyOf(series.keySet());
    }
    List<String> symbols = new ArrayList<>();
    for (Object name : named) {
      String symbol = String.valueOf(name).toUpperCase(Locale.ROOT);
      if (!series.containsKey(symbol)) {
        throw new IllegalArgumentException(
            "--symbols: there are no bars of "
                + symbol
                + "; the nearest are "
                + Nearest.to(symbol, series.keySet()));
      }
      if (!symbols.contains(symbol)) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }
}
