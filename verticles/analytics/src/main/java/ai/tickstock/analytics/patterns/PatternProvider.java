package ai.tickstock.analytics.patterns;

import java.util.List;

/**
 * Adds candlestick patterns to the registry. {@link Patterns} finds the providers through {@link
 * java.util.ServiceLoader}: put the class's name into {@code
 * META-INF/services/ai.tickstock.analytics.patterns.PatternProvider} of a jar on the class path. It
 * must have a public constructor without parameters.
 *
 * <pre>{@code
 * public final class MyPatterns implements PatternProvider {
 *   public List<PatternDefinition> definitions() {
 *     return List.of(
 *         PatternDefinition.named("GapAndGo", "Gaps up and closes at its high", BULLISH)
 *             .source("our own")
 *             .by(CandleRule.first().then(WHITE, LONG_BODY, GAP_UP, NO_UPPER_SHADOW)));
 *   }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface PatternProvider {
  /** The patterns, in the order of documentation; their names must be new. */
  List<PatternDefinition> definitions();
}
