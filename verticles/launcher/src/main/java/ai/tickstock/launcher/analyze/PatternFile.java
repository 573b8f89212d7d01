package ai.tickstock.launcher.analyze;

import ai.tickstock.analytics.patterns.PatternDefinition;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.PatternListener;
import ai.tickstock.analytics.patterns.Patterns;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The patterns of a series, written as CSV: one line for each, in the order of their bars. */
final class PatternFile {
  private static final String HEADER =
      "bar,bar_timestamp,pattern,talib,direction,confidence,warming";

  private final Map<String, Integer> counts = new TreeMap<>();

  /** Looks for all patterns and writes them; replaces a file that is there. */
  void write(BarSeries bars, Path file) throws IOException {
    PatternDetector detector = new PatternDetector(Patterns.names());
    StringBuilder line = new StringBuilder();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.append(HEADER).append('\n');
      for (int i = 0; i < bars.size(); i++) {
        int bar = i;
        PatternListener listener =
            (pattern, direction, confidence, warming) -> {
              PatternDefinition definition = Patterns.of(pattern);
              counts.merge(pattern, 1, Integer::sum);
              line.append(bar).append(',');
              if (bars.timed()) {
                line.append(Instant.ofEpochMilli(bars.startMillis(bar)));
              }
              line.append(',').append(pattern).append(',').append(definition.talibName());
              line.append(',').append(direction.label()).append(',');
              Figures.append(line, confidence);
              line.append(',').append(warming).append('\n');
            };
        detector.add(
            bars.startMillis(bar),
            bars.open(bar),
            bars.high(bar),
            bars.low(bar),
            bars.close(bar),
            bars.volume(bar),
            listener);
        out.append(line);
        line.setLength(0);
      }
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  /** How often each pattern was found. */
  Map<String, Integer> counts() {
    return counts;
  }
}
