package ai.tickstock.wire;

import ai.tickstock.market.Direction;

/**
 * What is said of a pattern on a bar.
 *
 * @param name such as {@code Doji}
 * @param confidence 0 to 1
 * @param warming whether the averages behind it are not full yet
 * @param shape what a chart pattern is made of; null for candlesticks
 */
public record PatternFact(
    String name, Direction direction, double confidence, boolean warming, PatternShape shape) {}
