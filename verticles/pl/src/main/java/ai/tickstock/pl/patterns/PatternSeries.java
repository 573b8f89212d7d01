package ai.tickstock.pl.patterns;

import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.analytics.patterns.PatternListener;
import ai.tickstock.market.Bar;
import ai.tickstock.market.Direction;
import ai.tickstock.wire.PatternFact;
import java.util.ArrayList;
import java.util.List;

/** The patterns of one series: its detector, and what the newest bar completed. Not thread-safe. */
final class PatternSeries implements PatternListener {
  private final PatternDetector detector;
  private final double minConfidence;
  private List<PatternFact> newest = List.of();

  /**
   * @param minConfidence what is less certain is as if it were not there
   */
  PatternSeries(PatternDetector detector, double minConfidence) {
    this.detector = detector;
    this.minConfidence = minConfidence;
  }

  void add(Bar bar) {
    if (!newest.isEmpty()) {
      newest = List.of();
    }
    detector.add(bar, this);
  }

  @Override
  public void detected(String pattern, Direction direction, double confidence, boolean warming) {
    if (confidence >= minConfidence) {
      if (newest.isEmpty()) {
        newest = new ArrayList<>(2);
      }
      newest.add(new PatternFact(pattern, direction, confidence, warming, null));
    }
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
