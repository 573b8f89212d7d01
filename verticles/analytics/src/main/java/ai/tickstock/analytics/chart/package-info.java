/**
 * Chart patterns over swing points, found bar by bar without looking ahead: {@link
 * ai.tickstock.analytics.chart.ChartPatterns} is the registry, {@link
 * ai.tickstock.analytics.chart.ChartPatternDetector} finds them in one series. A {@code ChartRule}
 * looks at the newest corners of an {@code Outline} and makes a {@code Setup}, which waits for its
 * breakout. Depends on {@code market} only.
 */
package ai.tickstock.analytics.chart;
