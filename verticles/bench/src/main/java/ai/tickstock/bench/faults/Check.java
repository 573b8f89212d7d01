package ai.tickstock.bench.faults;

import ai.tickstock.analytics.chart.ChartPatternDetector;
import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.wire.EventWriter;
import ai.tickstock.wire.MarketCalendars;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what a mesh has made of a feed with the true answer: the stored bars of all timeframes
 * with its ticks, the stored patterns and newest indicator values with those of the true bars, and
 * what came to the browser with what is stored.
 */
final class Check {
  /** As exact as computation that was warmed up anew is to be. */
  private static final double TOLERANCE = 1e-9;

  private final Feed feed;
  private final Map<String, String> truePatterns = new TreeMap<>();
  private final Map<String, Map<String, double[]>> trueValues = new TreeMap<>();

  Check(Feed feed) {
    this.feed = feed;
    for (String symbol : feed.bars().symbols()) {
      for (Timeframe timeframe : Timeframe.values()) {
        analyse(symbol, timeframe, feed.bars().of(symbol, timeframe));
      }
    }
  }

  private void analyse(String symbol, Timeframe timeframe, List<Bar> bars) {
    PatternDetector candlesticks = new PatternDetector(Patterns.names());
    ChartPatternDetector charts = new ChartPatternDetector(ChartPatterns.names());
    IndicatorSet indicators =
        new IndicatorSet(IndicatorSet.defaults(), MarketCalendars.from(new JsonObject()));
    for (Bar bar : bars) {
      long start = bar.start().toEpochMilli();
      candlesticks.add(
          bar,
          (pattern, direction, confidence, warming) ->
              truePatterns.put(
                  EventWriter.eventId(symbol, pattern, timeframe, start),
                  pattern(direction.label(), confidence)));
      charts.add(
          bar,
          found ->
              truePatterns.put(
                  EventWriter.eventId(symbol, found.name(), timeframe, start),
                  pattern(found.direction().label(), found.confidence())));
      indicators.add(bar);
    }
    Map<String, double[]> values = new TreeMap<>();
    for (int i = 0; i < indicators.size(); i++) {
      if (indicators.isReady(i)) {
        double[] outputs = new double[indicators.spec(i).definition().outputs().size()];
        for (int output = 0; output < outputs.length; output++) {
          outputs[output] = indicators.value(i, output);
        }
        values.put(indicators.spec(i).label(), outputs);
      }
    }
    trueValues.put(symbol + " " + timeframe.label(), values);
  }

  private static String pattern(String direction, double confidence) {
    return direction + " " + confidence;
  }

  /**
   * Whether as much is there as there should be at the end: a cheap question before the comparison
   * of a feed none of whose bars are amended; fails if the database is away.
   */
  boolean isAllThere(Mesh mesh) throws SQLException {
    String count = "select count(*) from ";
    return mesh.witness().newest(feed.prefix()).size() >= truePatterns.size()
        && mesh.database().number(count + "daily_patterns" + where()) >= truePatterns.size()
        && mesh.database().number(count + "daily_indicators" + where())
            >= trueValues.values().stream().filter(values -> !values.isEmpty()).count();
  }

  /** Compares everything; fails if the database is away. */
  Verdict compare(Mesh mesh) throws SQLException {
    Verdict verdict = new Verdict();
    for (Timeframe timeframe : Timeframe.values()) {
      bars(mesh.database(), timeframe, verdict);
    }
    if (verdict.isExact()) { // else all the rest is wrong as well, and says nothing
      patterns(mesh, verdict);
      indicators(mesh.database(), verdict);
      for (String[] gap : mesh.database().rows("select channel, missing, reason from feed_gaps")) {
        verdict.lost("a gap was recorded: " + String.join(" ", gap));
      }
    }
    return verdict;
  }

  private String where() {
    return " where symbol like '" + feed.prefix() + "%'";
  }

  private void bars(Database database, Timeframe timeframe, Verdict verdict) throws SQLException {
    Map<String, String[]> stored = new HashMap<>();
    for (String[] row :
        database.rows(
            "select symbol, extract(epoch from bar_timestamp)::bigint, open, high, low, close,"
                + " volume, trades from ohlcv_bars_"
                + timeframe.label()
                + where())) {
      stored.put(row[0] + " " + timeframe.label() + " " + row[1], row);
    }
    for (String symbol : feed.bars().symbols()) {
      for (Bar bar : feed.bars().of(symbol, timeframe)) {
        verdict.comparedBars(1);
        String name = symbol + " " + timeframe.label() + " " + bar.start().getEpochSecond();
        bar(name, bar, stored.remove(name), verdict);
      }
    }
    stored.keySet().forEach(name -> verdict.twice(name + " has no ticks"));
  }

  private static void bar(String name, Bar bar, String[] row, Verdict verdict) {
    if (row == null) {
      verdict.lost(name + " is not stored");
      return;
    }
    String wanted =
        values(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()) + bar.trades();
    String found =
        values(number(row[2]), number(row[3]), number(row[4]), number(row[5]), number(row[6]))
            + row[7];
    if (Long.parseLong(row[7]) > bar.trades()) {
      verdict.twice(name + ": expected " + wanted + ", is " + found);
    } else if (!wanted.equals(found)) {
      verdict.lost(name + ": expected " + wanted + ", is " + found);
    }
  }

  private static double number(String cell) {
    return Double.parseDouble(cell);
  }

  private static String values(double open, double high, double low, double close, double volume) {
    return open + " " + high + " " + low + " " + close + " x " + volume + " trades ";
  }

  private void patterns(Mesh mesh, Verdict verdict) throws SQLException {
    Map<String, Long> came = mesh.witness().newest(feed.prefix());
    Map<String, String> expected = new HashMap<>(truePatterns);
    for (String[] row :
        mesh.database()
            .rows(
                "select event_id, revision, retracted, direction, confidence"
                    + " from daily_patterns"
                    + where())) {
      verdict.comparedEvents(1);
      Long revision = came.remove(row[0]);
      if (revision == null || revision != Long.parseLong(row[1])) {
        verdict.lost(
            row[0] + ": revision " + row[1] + " is stored, to the browser came " + revision);
      }
      if (row[2].equals("f")) {
        String wanted = expected.remove(row[0]);
        String found = pattern(row[3], number(row[4]));
        if (!found.equals(wanted)) {
          verdict.lost(row[0] + ": expected " + wanted + ", stored is " + found);
        }
      }
    }
    expected.forEach((id, wanted) -> verdict.lost(id + " is not stored: " + wanted));
    came.forEach((id, revision) -> verdict.lost(id + " came to the browser and is not stored"));
    mesh.witness().twice(feed.prefix()).forEach(verdict::twice);
  }

  private void indicators(Database database, Verdict verdict) throws SQLException {
    Map<String, Map<String, double[]>> expected = new HashMap<>(trueValues);
    for (String[] row :
        database.rows("select symbol, timeframe, \"values\" from daily_indicators" + where())) {
      Map<String, double[]> wanted = expected.remove(row[0] + " " + row[1]);
      JsonObject found = new JsonObject(row[2]);
      if (wanted != null) {
        wanted.forEach(
            (label, outputs) -> {
              verdict.comparedEvents(1);
              if (!agrees(found.getValue(label), outputs)) {
                verdict.lost(row[0] + " " + row[1] + " " + label + " is " + found.getValue(label));
              }
            });
      }
    }
    expected.forEach(
        (series, values) -> {
          if (!values.isEmpty()) {
            verdict.lost("no indicator values of " + series + " are stored");
          }
        });
  }

  private static boolean agrees(Object found, double[] outputs) {
    if (found instanceof Number number) {
      return outputs.length == 1 && near(number.doubleValue(), outputs[0]);
    }
    if (!(found instanceof JsonObject values) || values.size() != outputs.length) {
      return false;
    }
    // jsonb keeps no order: each output is somewhere among the values.
    for (double output : outputs) {
      if (values.stream().noneMatch(v -> near(((Number) v.getValue()).doubleValue(), output))) {
        return false;
      }
    }
    return true;
  }

  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(other));
  }
}
