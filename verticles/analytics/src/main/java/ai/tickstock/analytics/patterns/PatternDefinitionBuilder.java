package ai.tickstock.analytics.patterns;

import ai.tickstock.market.Direction;
import java.util.Arrays;
import java.util.Comparator;

/** Gathers what a {@link PatternDefinition} consists of, in an order that reads well. */
public final class PatternDefinitionBuilder {
  /** The settings' longest period: what a rule asks for before its own candles. */
  private static final int PERIOD = 10;

  final String name;
  final String description;
  final Direction[] directions;
  String source = "Steve Nison, Japanese Candlestick Charting Techniques, 1991";
  boolean continuing;

  PatternDefinitionBuilder(String name, String description, Direction... directions) {
    this.name = name;
    this.description = description;
    this.directions = directions.clone();
    if (directions.length == 0) {
      throw new IllegalArgumentException(name + ": expected a direction");
    }
  }

  /** Where it was published; Nison's book if not said. */
  public PatternDefinitionBuilder source(String publication) {
    source = publication;
    return this;
  }

  /**
   * It says that a trend goes on: a bullish one is looked for in a rise, a bearish one in a
   * decline. If not said, it turns the trend.
   */
  public PatternDefinitionBuilder continuing() {
    continuing = true;
    return this;
  }

  /**
   * The definition, by rules of one's own. They are asked in order; the first that holds answers.
   * Its lookback is that of the longest rule and {@value #PERIOD} candles for the averages before.
   */
  public PatternDefinition by(CandleRule... rules) {
    CandleRule longest =
        Arrays.stream(rules)
            .max(Comparator.comparingInt(CandleRule::bars))
            .orElseThrow(() -> new IllegalArgumentException(name + ": expected a rule"));
    return by(CandleFunction.of("", PERIOD + longest.bars() - 1, rules));
  }

  PatternDefinition by(CandleFunction function) {
    return new PatternDefinition(this, function);
  }
}
