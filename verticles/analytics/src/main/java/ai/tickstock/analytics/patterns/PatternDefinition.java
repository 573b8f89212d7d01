package ai.tickstock.analytics.patterns;

import ai.tickstock.market.Direction;
import java.util.List;

/** What there is to know of a pattern: its entry in the registry. Immutable. */
public final class PatternDefinition {
  private final String name;
  private final CandleFunction function;
  private final List<Direction> directions;
  private final String description;

  PatternDefinition(
      String name, CandleFunction function, String description, Direction... directions) {
    this.name = name;
    this.function = function;
    this.directions = List.of(directions);
    this.description = description;
  }

  /** The friendly name, such as {@code BullishEngulfing}. */
  public String name() {
    return name;
  }

  /** TA-Lib's function, such as {@code CDLENGULFING}; several patterns may share one. */
  public String talibName() {
    return function.talibName();
  }

  /** How many candles it spans; it may be seen from as many bars on. */
  public int bars() {
    return function.bars();
  }

  /** Bars before it, as TA-Lib's; with fewer a detection is warming. */
  public int lookback() {
    return function.lookback();
  }

  /**
   * Bars before it after which its detections, to the last bit of confidence, are what they would
   * be had all bars been there.
   */
  public int warmUpBars() {
    int context = Math.max(bars() + Confidence.TREND_BARS, Confidence.VOLUME_BARS);
    return Math.max(lookback(), context);
  }

  /** What it may say of the price to come: one, or bullish and bearish where its sign decides. */
  public List<Direction> directions() {
    return directions;
  }

  /** One line for people. */
  public String description() {
    return description;
  }

  CandleFunction function() {
    return function;
  }

  /** What an answer of the function says, or null if it is not this pattern's. */
  Direction direction(int answer) {
    Direction signed = answer > 0 ? Direction.BULLISH : Direction.BEARISH;
    for (Direction direction : directions) {
      if (direction == signed || direction == Direction.REVERSAL) {
        return direction;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return name;
  }
}
