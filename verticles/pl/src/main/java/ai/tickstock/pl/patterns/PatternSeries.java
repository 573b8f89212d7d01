package ai.tickstock.pl.patterns;

import ai.tickstock.analytics.chart.ChartPattern;
import ai.tickstock.analytics.chart.ChartPatternDetector;
import ai.tickstock.analytics.chart.ChartPatternListener;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.PatternListener;
import ai.tickstock.market.Bar;
import ai.tickstock.market.Direction;
import ai.tickstock.wire.PatternFact;
import ai.tickstock.wire.PatternShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of one series: its detectors, and what the newest bar completed. Not thread-safe.
 */
final class PatternSeries implements PatternListener, ChartPatternListener {
  private final PatternDetector candlesticks;
  private final ChartPatternDetector charts;
  private final double minConfidence;
  private List<PatternFact> newest = List.of();

  /**
   * @param minConfidence what is less certain is as if it were not there
   */
  PatternSeries(PatternDetector candlesticks, ChartPatternDetector charts, double minConfidence) {
    this.candlesticks = candlesticks;
    this.charts = charts;
    this.minConfidence = minConfidence;
  }

  void add(Bar bar) {
    if (!newest.isEmpty()) {
      newest = List.of();
    }
    candlesticks.add(bar, this);
    charts.add(bar, this);
  }

  @Override
  public void detected(String pattern, Direction direction, double confidence, boolean warming) {
    if (confidence >= minConfidence) {
      add(new PatternFact(pattern, direction, confidence, warming, null));
    }
  }

  @Override
  public void detected(ChartPattern pattern) {
    if (pattern.confidence() >= minConfidence) {
      add(
          new PatternFact(
              pattern.name(), pattern.direction(), pattern.confidence(), false, shape(pattern)));
    }
  }

  private static PatternShape shape(ChartPattern pattern) {
    return new PatternShape(
        pattern.breakout(),
        pattern.target(),
        pattern.stop(),
        pattern.points().stream()
            .map(point -> new PatternShape.Point(point.startMillis(), point.price(), point.role()))
            .toList());
  }

  private void add(PatternFact fact) {
    if (newest.isEmpty()) {
      newest = new ArrayList<>(2);
    }
    newest.add(fact);
  }

  /** What the newest bar completed. */
  List<PatternFact> newest() {
    return newest;
  }

  /** What the newest bar completed of one pattern; null if it did not. */
  PatternFact newest(String pattern) {
    for (PatternFact detection : newest) {
      if (detection.name().equals(pattern)) {
        return detection;
      }
    }
    return null;
  }
}
