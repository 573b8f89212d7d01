/**
 * Overlap studies: moving averages and bands, drawn over the prices. {@link
 * ai.tickstock.analytics.indicators.overlap.AverageType} is what other groups build on.
 */
package ai.tickstock.analytics.indicators.overlap;
