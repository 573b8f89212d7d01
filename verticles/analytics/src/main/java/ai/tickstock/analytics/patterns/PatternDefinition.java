package ai.tickstock.analytics.patterns;

import ai.tickstock.market.Direction;
import java.util.List;

/**
 * What there is to know of a pattern: its entry in the registry.
 *
 * @param name the friendly name, such as {@code BullishEngulfing}
 * @param talibName TA-Lib's function, such as {@code CDLENGULFING}; several patterns may share one
 * @param bars how many candles it spans; it may be seen from as many bars on
 * @param lookback bars before it is no longer warming, as TA-Lib's
 * @param directions what it may say of the price to come; where there are two, its sign decides
 * @param description one line for people
 */
public record PatternDefinition(
    String name,
    String talibName,
    int bars,
    int lookback,
    List<Direction> directions,
    String description) {
  public PatternDefinition {
    directions = List.copyOf(directions);
  }
}
