package ai.tickstock.analytics.patterns;

import ai.tickstock.analytics.patterns.Confidence.Trend;
import ai.tickstock.market.Direction;
import java.util.List;

/** What there is to know of a pattern: its entry in the registry. Immutable. */
public final class PatternDefinition {
  private final String name;
  private final CandleFunction function;
  private final Direction[] directions;
  private final boolean continuing;
  private final boolean signed;
  private final String description;
  private final String source;
  private final int warmUpBars;

  PatternDefinition(PatternDefinitionBuilder from, CandleFunction function) {
    this.name = from.name;
    this.function = function;
    this.directions = from.directions.clone();
    this.continuing = from.continuing;
    this.signed = function.isSigned();
    this.description = from.description;
    this.source = from.source;
    int context = Math.max(function.longest() + Confidence.TREND_BARS, Confidence.VOLUME_BARS);
    warmUpBars = Math.max(function.lookback(), context);
  }

  /**
   * Begins a definition.
   *
   * @param name the friendly name, such as {@code MorningStar}
   * @param description one line for people
   * @param directions what it may say of the price to come: one, or bullish and bearish where the
   *     sign of a rule's answer decides
   */
  public static PatternDefinitionBuilder named(
      String name, String description, Direction... directions) {
    return new PatternDefinitionBuilder(name, description, directions);
  }

  /** The friendly name, such as {@code BullishEngulfing}. */
  public String name() {
    return name;
  }

  /**
   * TA-Lib's function, such as {@code CDLENGULFING}; several patterns may share one. Empty where
   * TA-Lib has none.
   */
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
    return warmUpBars;
  }

  /** What it may say of the price to come: one, or bullish and bearish where its sign decides. */
  public List<Direction> directions() {
    return List.of(directions);
  }

  /** One line for people. */
  public String description() {
    return description;
  }

  /** Where it was published. */
  public String source() {
    return source;
  }

  CandleFunction function() {
    return function;
  }

  /**
   * What an answer of the function says, or null if it is not this pattern's. A function whose
   * answers have one sign only says by it that there is a pattern: TA-Lib's is 100 for a gravestone
   * doji, which is bearish.
   */
  Direction direction(int answer) {
    if (!signed) {
      return directions[0];
    }
    Direction bySign = answer > 0 ? Direction.BULLISH : Direction.BEARISH;
    for (Direction direction : directions) {
      boolean either = direction == Direction.REVERSAL || direction == Direction.CONTINUATION;
      if (direction == bySign || either) {
        return direction;
      }
    }
    return null;
  }

  /** The trend it is expected after. */
  Trend after(Direction direction) {
    return switch (direction) {
      case BULLISH -> continuing ? Trend.RISE : Trend.DECLINE;
      case BEARISH -> continuing ? Trend.DECLINE : Trend.RISE;
      case REVERSAL, CONTINUATION -> Trend.EITHER;
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
