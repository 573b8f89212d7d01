/**
 * Technical indicators, one bar in, values out: no allocation per bar, a bounded state, and
 * TA-Lib's own rounding where TA-Lib has the function. {@link Indicators} is the registry that
 * configuration, command line, documentation and dashboard read from. Depends on {@code market};
 * nothing here reads a clock.
 */
package ai.tickstock.analytics.indicators;
