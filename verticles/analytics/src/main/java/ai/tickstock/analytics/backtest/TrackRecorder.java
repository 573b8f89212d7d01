package ai.tickstock.analytics.backtest;

import ai.tickstock.analytics.chart.ChartPattern;
import ai.tickstock.analytics.chart.ChartPatternDetector;
import ai.tickstock.analytics.chart.ChartPatternListener;
import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.PatternListener;
import ai.tickstock.analytics.patterns.Patterns;
import ai.tickstock.market.Direction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks for patterns in a series and at what came after them. For one pass; not thread-safe. */
final class TrackRecorder {
  private static final int HORIZONS = TrackRecord.HORIZONS.size();

  private final BarSeries bars;
  private final PatternDetector candlesticks;
  private final ChartPatternDetector charts;
  private final Map<String, Map<Direction, Tally>> tallies = new TreeMap<>();
  private final Tally any = new Tally();
  private final PatternListener whenCandlestick = this::candlestick;
  private final ChartPatternListener whenChart = this::chart;
  private int bar;

  /** Forward returns up and, turned round, down: sums of both, to be put together at the end. */
  private static final class Tally {
    private int count;
    private final int[] ways = new int[HORIZONS];
    private final int[] ups = new int[HORIZONS];
    private final int[] hits = new int[HORIZONS];
    private final int[] losses = new int[HORIZONS];
    private final double[] sums = new double[HORIZONS];

    private void add(BarSeries bars, int bar, int way) {
      count++;
      for (int h = 0; h < HORIZONS; h++) {
        int last = bar + TrackRecord.HORIZONS.get(h);
        if (last < bars.size() && bars.open(bar + 1) > 0) {
          double ahead = way * (bars.close(last) / bars.open(bar + 1) - 1);
          ways[h]++;
          ups[h] += way > 0 ? 1 : 0;
          hits[h] += ahead > 0 ? 1 : 0;
          losses[h] += ahead < 0 ? 1 : 0;
          sums[h] += ahead;
        }
      }
    }
  }

  TrackRecorder(BarSeries bars, Set<String> patterns) {
    this.bars = bars;
    Set<String> shapes = new HashSet<>(patterns);
    shapes.retainAll(ChartPatterns.names());
    Set<String> candles = new HashSet<>(patterns);
    candles.removeAll(shapes);
    candlesticks = candles.isEmpty() ? null : new PatternDetector(candles);
    charts = shapes.isEmpty() ? null : new ChartPatternDetector(shapes);
  }

  List<TrackRecord> records() {
    for (bar = 0; bar < bars.size(); bar++) {
      look();
      any.add(bars, bar, 1);
    }
    List<TrackRecord> records = new ArrayList<>();
    tallies.forEach(
        (pattern, byDirection) ->
            byDirection.forEach(
                (direction, tally) -> records.add(record(pattern, direction, tally))));
    return records;
  }

  private void look() {
    long start = bars.startMillis(bar);
    double high = bars.high(bar);
    double low = bars.low(bar);
    double close = bars.close(bar);
    double volume = bars.volume(bar);
    if (candlesticks != null) {
      candlesticks.add(start, bars.open(bar), high, low, close, volume, whenCandlestick);
    }
    if (charts != null) {
      charts.add(start, high, low, close, volume, whenChart);
    }
  }

  private void candlestick(String name, Direction direction, double sure, boolean warming) {
    detected(name, direction, Patterns.of(name).bars());
  }

  private void chart(ChartPattern pattern) {
    detected(pattern.name(), pattern.direction(), 0);
  }

  private void detected(String name, Direction direction, int candles) {
    int way = Heading.of(direction, bars, bar, candles);
    if (way != 0) {
      tallies
          .computeIfAbsent(name, key -> new EnumMap<>(Direction.class))
          .computeIfAbsent(direction, key -> new Tally())
          .add(bars, bar, way);
    }
  }

  private TrackRecord record(String pattern, Direction direction, Tally tally) {
    List<TrackRecord.Horizon> horizons = new ArrayList<>(HORIZONS);
    for (int h = 0; h < HORIZONS; h++) {
      double n = tally.ways[h];
      double up = tally.ups[h] / n;
      double all = any.ways[h];
      horizons.add(
          new TrackRecord.Horizon(
              TrackRecord.HORIZONS.get(h),
              tally.ways[h],
              tally.hits[h],
              tally.sums[h] / n,
              (up * any.hits[h] + (1 - up) * any.losses[h]) / all,
              (2 * up - 1) * any.sums[h] / all));
    }
    return new TrackRecord(
        pattern,
        direction,
        bars.startMillis(0),
        bars.startMillis(bars.size() - 1),
        tally.count,
        horizons);
  }
}
