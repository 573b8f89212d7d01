package ai.tickstock.analytics.chart;

import ai.tickstock.market.Direction;
import java.util.List;

/**
 * A chart pattern that the newest bar has confirmed. Prices are in the quote currency.
 *
 * @param name such as {@code HeadAndShoulders}
 * @param direction the way the price has left it
 * @param confidence 0 to 1: 0.60 how well the shape fits the rule + 0.25 how decisively the close
 *     is beyond the level + 0.15 relative volume; {@link Setup} has the formula
 * @param breakout the level that was passed, as of the confirming bar
 * @param target the measured move: the level, and the pattern's height beyond it
 * @param stop the price beyond which the pattern has failed
 * @param points the corners, oldest first
 */
public record ChartPattern(
    String name,
    Direction direction,
    double confidence,
    double breakout,
    double target,
    double stop,
    List<ChartPoint> points) {
  public ChartPattern {
    points = List.copyOf(points);
  }
}
