package ai.tickstock.analytics.indicators;

import java.util.List;

/**
 * Adds indicators to the registry. {@link Indicators} finds the providers through {@link
 * java.util.ServiceLoader}: put the class's name into {@code
 * META-INF/services/ai.tickstock.analytics.indicators.IndicatorProvider} of a jar on the class
 * path. It must have a public constructor without parameters.
 */
@FunctionalInterface
public interface IndicatorProvider {
  /** The indicators, in the order of documentation; their names must be new. */
  List<IndicatorDefinition> definitions();
}
