package ai.tickstock.analytics.chart;

/** Hears of chart patterns that the newest bar confirms. */
@FunctionalInterface
public interface ChartPatternListener {
  /** The newest bar confirms this pattern. */
  void detected(ChartPattern pattern);
}
