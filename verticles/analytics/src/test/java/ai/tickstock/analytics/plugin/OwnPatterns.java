package ai.tickstock.analytics.plugin;

import static ai.tickstock.analytics.patterns.CandleTrait.GAP_UP;
import static ai.tickstock.analytics.patterns.CandleTrait.LONG_BODY;
import static ai.tickstock.analytics.patterns.CandleTrait.NO_UPPER_SHADOW;
import static ai.tickstock.analytics.patterns.CandleTrait.WHITE;

import ai.tickstock.analytics.patterns.CandleRule;
import ai.tickstock.analytics.patterns.PatternDefinition;
import ai.tickstock.analytics.patterns.PatternProvider;
import ai.tickstock.market.Direction;
import java.util.List;

/**
 * A candlestick pattern of one's own, as an example. Its jar names this class in {@code
 * META-INF/services/ai.tickstock.analytics.patterns.PatternProvider}.
 */
public final class OwnPatterns implements PatternProvider {
  @Override
  public List<PatternDefinition> definitions() {
    return List.of(
        PatternDefinition.named("GapAndGo", "Gaps up and closes at its high", Direction.BULLISH)
            .source("our own")
            .continuing()
            .by(CandleRule.first().then(WHITE, LONG_BODY, GAP_UP, NO_UPPER_SHADOW)));
  }
}
