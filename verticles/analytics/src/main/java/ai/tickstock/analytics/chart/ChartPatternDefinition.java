package ai.tickstock.analytics.chart;

import ai.tickstock.market.Direction;
import java.util.List;

/**
 * What there is to know of a chart pattern: its entry in the registry.
 *
 * @param name such as {@code HeadAndShoulders}
 * @param kind what it is about
 * @param directions the ways the price may leave it
 * @param description one line for people
 * @param rule the geometric rule and its tolerances
 * @param source where it was published
 * @param falseAlarms how many a random walk shows in 1,000 bars, measured
 */
public record ChartPatternDefinition(
    String name,
    Kind kind,
    List<Direction> directions,
    String description,
    String rule,
    String source,
    double falseAlarms) {
  public ChartPatternDefinition {
    directions = List.copyOf(directions);
  }

  @Override
  public String toString() {
    return name;
  }
}
