package ai.tickstock.pl.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.chart.ChartPattern;
import ai.tickstock.analytics.chart.ChartPatternDetector;
import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.chart.ChartPoint;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.World;
import ai.tickstock.store.write.AnalysisWriter.PatternRow;
import ai.tickstock.wire.EventWriter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a fresh detection over the bars as they are now gives: a line by event id. */
record ExpectedPatterns(Map<String, String> lines) {
  static ExpectedPatterns of(World world, String... symbols) {
    Map<String, String> lines = new TreeMap<>();
    for (String symbol : symbols) {
      PatternDetector detector = new PatternDetector(Patterns.names());
      ChartPatternDetector charts = new ChartPatternDetector(ChartPatterns.names());
      for (Bar bar : world.bars(symbol, Timeframe.MIN_1)) {
        long start = bar.start().toEpochMilli();
        detector.add(
            bar,
            (pattern, direction, confidence, warming) ->
                lines.put(
                    EventWriter.eventId(symbol, pattern, Timeframe.MIN_1, start),
                    line(direction.label(), confidence, warming, bar, null)));
        charts.add(
            bar,
            found ->
                lines.put(
                    EventWriter.eventId(symbol, found.name(), Timeframe.MIN_1, start),
                    line(found.direction().label(), found.confidence(), false, bar, found)));
      }
    }
    return new ExpectedPatterns(lines);
  }

  /** The highest revisions, but for those retracted, to the last bit. */
  void compare(Map<String, JsonObject> latest) {
    Map<String, String> holding = new TreeMap<>();
    latest.forEach(
        (id, event) -> {
          if (!event.containsKey("retracted")) {
            JsonObject metadata = event.getJsonObject("metadata");
            holding.put(
                id,
                line(
                    event.getString("direction"),
                    event.getDouble("confidence"),
                    metadata.getBoolean("warming", false),
                    metadata.getDouble("price"),
                    metadata.getDouble("volume"),
                    metadata.getJsonObject("shape")));
          }
        });
    assertThat(holding).isEqualTo(lines);
  }

  /** The same of the stored rows. */
  void compareRows(Map<String, PatternRow> rows) {
    Map<String, String> holding = new TreeMap<>();
    rows.forEach(
        (id, row) -> {
          if (!row.retracted()) {
            JsonObject metadata = row.metadata();
            holding.put(
                id,
                line(
                    row.direction(),
                    row.confidence(),
                    metadata.getBoolean("warming", false),
                    metadata.getDouble("price"),
                    metadata.getDouble("volume"),
                    metadata.getJsonObject("shape")));
          }
        });
    assertThat(holding).isEqualTo(lines);
  }

  private static String line(
      String direction, double confidence, boolean warming, Bar bar, ChartPattern chart) {
    JsonObject shape = chart == null ? null : shape(chart);
    return line(direction, confidence, warming, bar.close(), bar.volume(), shape);
  }

  private static JsonObject shape(ChartPattern chart) {
    JsonArray points = new JsonArray();
    for (ChartPoint point : chart.points()) {
      points.add(
          new JsonObject()
              .put("time", point.startMillis() / 1000)
              .put("price", point.price())
              .put("role", point.role()));
    }
    return new JsonObject()
        .put("breakout", chart.breakout())
        .put("target", chart.target())
        .put("stop", chart.stop())
        .put("points", points);
  }

  private static String line(
      String direction,
      double confidence,
      boolean warming,
      double price,
      double volume,
      JsonObject shape) {
    return direction
        + " "
        + confidence
        + " at "
        + price
        + " x "
        + volume
        + (warming ? " warming" : "")
        + (shape == null ? "" : " " + numbers(shape));
  }

  /** So that 7 and 7.0 are the same. */
  private static String numbers(JsonObject shape) {
    StringBuilder text = new StringBuilder();
    for (String level : List.of("breakout", "target", "stop")) {
      text.append(level).append(' ').append(shape.getDouble(level)).append(' ');
    }
    for (Object each : shape.getJsonArray("points")) {
      JsonObject point = (JsonObject) each;
      text.append(point.getString("role")).append(' ').append(point.getLong("time"));
      text.append(' ').append(point.getDouble("price")).append(' ');
    }
    return text.toString();
  }
}
