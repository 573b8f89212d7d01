/**
 * Sums and extremes of the last values in constant time: what indicators are built of. Knows no
 * indicator.
 */
package ai.tickstock.analytics.indicators.rolling;
