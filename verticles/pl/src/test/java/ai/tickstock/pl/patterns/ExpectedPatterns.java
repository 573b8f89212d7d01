package ai.tickstock.pl.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.World;
import ai.tickstock.store.write.AnalysisWriter.PatternRow;
import ai.tickstock.wire.EventWriter;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** What a fresh detection over the bars as they are now gives: a line by event id. */
record ExpectedPatterns(Map<String, String> lines) {
  static ExpectedPatterns of(World world, String... symbols) {
    Map<String, String> lines = new TreeMap<>();
    for (String symbol : symbols) {
      PatternDetector detector = new PatternDetector(Patterns.names());
      for (Bar bar : world.bars(symbol, Timeframe.MIN_1)) {
        long start = bar.start().toEpochMilli();
        detector.add(
            bar,
            (pattern, direction, confidence, warming) ->
                lines.put(
                    EventWriter.eventId(symbol, pattern, Timeframe.MIN_1, start),
                    line(direction.label(), confidence, warming, bar.close(), bar.volume())));
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
                    metadata.getDouble("volume")));
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
                    metadata.getDouble("volume")));
          }
        });
    assertThat(holding).isEqualTo(lines);
  }

  private static String line(
      String direction, double confidence, boolean warming, double price, double volume) {
    return direction
        + " "
        + confidence
        + " at "
        + price
        + " x "
        + volume
        + (warming ? " warming" : "");
  }
}
