package ai.tickstock.analytics.chart;

import java.util.List;

/** One geometric rule over the newest corners. Holds no state. */
interface ChartRule {
  /** The patterns it may find. */
  List<ChartPatternDefinition> definitions();

  /**
   * Looks at corners of which the newest is, in their view, a top.
   *
   * @param fit to measure with; begun
   * @return what waits for its breakout, or null
   */
  Setup match(Outline corners, Fit fit);
}
