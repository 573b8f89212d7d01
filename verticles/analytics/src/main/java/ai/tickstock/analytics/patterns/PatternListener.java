package ai.tickstock.analytics.patterns;

import ai.tickstock.market.Direction;

/** Hears of patterns that the newest bar completes. */
@FunctionalInterface
public interface PatternListener {
  /**
   * @param pattern its friendly name, such as {@code BullishEngulfing}
   * @param confidence 0 to 1: 0.60 how clearly the rule's conditions are met + 0.25 the trend
   *     before + 0.15 relative volume; {@link Confidence} has the formula
   * @param warming whether averages stood on fewer bars than the rule asks for
   */
  void detected(String pattern, Direction direction, double confidence, boolean warming);
}
