package ai.tickstock.analytics.chart;

/**
 * One corner of a chart pattern.
 *
 * @param role what it is, such as {@code head}; plain ASCII
 * @param startMillis first instant of its bar, Unix milliseconds
 * @param price in the quote currency
 */
public record ChartPoint(String role, long startMillis, double price) {}
