package ai.tickstock.launcher.analyze;

import ai.tickstock.analytics.chart.ChartPattern;
import ai.tickstock.analytics.chart.ChartPatternDetector;
import ai.tickstock.analytics.chart.ChartPatternListener;
import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.chart.ChartPoint;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.PatternListener;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.Direction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The candlestick and chart patterns of a series, written as CSV: one line for each, in the order
 * of their bars. Only chart patterns have levels and corners.
 */
final class PatternFile {
  private static final String HEADER =
      "bar,bar_timestamp,pattern,talib,direction,confidence,warming,breakout,target,stop,points";

  /** Bars without times count as minutes from 1970. */
  private static final long MINUTE = 60_000L;

  private final BarSeries bars;
  private final StringBuilder line = new StringBuilder();
  private final Map<String, Integer> counts = new TreeMap<>();
  private int bar;

  PatternFile(BarSeries bars) {
    this.bars = bars;
  }

  /** Looks for all patterns and writes them; replaces a file that is there. */
  void write(Path file) throws IOException {
    PatternDetector candlesticks = new PatternDetector(Patterns.names());
    ChartPatternDetector charts = new ChartPatternDetector(ChartPatterns.names());
    PatternListener candlestick = this::candlestick;
    ChartPatternListener chart = this::chart;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.append(HEADER).append('\n');
      for (bar = 0; bar < bars.size(); bar++) {
        long start = bars.startMillis(bar);
        double high = bars.high(bar);
        double low = bars.low(bar);
        double close = bars.close(bar);
        double volume = bars.volume(bar);
        candlesticks.add(start, bars.open(bar), high, low, close, volume, candlestick);
        charts.add(start, high, low, close, volume, chart);
        out.append(line);
        line.setLength(0);
      }
    }
  }

  private void candlestick(
      String pattern, Direction direction, double confidence, boolean warming) {
    begin(pattern, Patterns.of(pattern).talibName(), direction, confidence, warming);
    line.append(",,,,\n");
  }

  private void chart(ChartPattern pattern) {
    begin(pattern.name(), "", pattern.direction(), pattern.confidence(), false);
    Figures.append(line.append(','), pattern.breakout());
    Figures.append(line.append(','), pattern.target());
    Figures.append(line.append(','), pattern.stop());
    line.append(',')
        .append(pattern.points().stream().map(this::corner).collect(Collectors.joining("; ")))
        .append('\n');
  }

  private void begin(
      String pattern, String talib, Direction direction, double confidence, boolean warming) {
    counts.merge(pattern, 1, Integer::sum);
    line.append(bar).append(',');
    if (bars.timed()) {
      line.append(Instant.ofEpochMilli(bars.startMillis(bar)));
    }
    line.append(',').append(pattern).append(',').append(talib);
    line.append(',').append(direction.label()).append(',');
    Figures.append(line, confidence);
    line.append(',').append(warming);
  }

  private String corner(ChartPoint point) {
    StringBuilder text = new StringBuilder(point.role()).append(" at ");
    if (bars.timed()) {
      text.append(Instant.ofEpochMilli(point.startMillis()));
    } else {
      text.append(point.startMillis() / MINUTE);
    }
    Figures.append(text.append(' '), point.price());
    return text.toString();
  }

  /** How often each pattern was found. */
  Map<String, Integer> counts() {
    return counts;
  }
}
