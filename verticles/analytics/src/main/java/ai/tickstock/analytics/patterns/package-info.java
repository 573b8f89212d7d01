/**
 * Candlestick patterns as events, bar by bar: TA-Lib's rules under the names traders use, with a
 * direction and a confidence. {@link Patterns} is the registry. Depends on {@code market}; nothing
 * here reads a clock, and nothing is allocated per bar.
 */
package ai.tickstock.analytics.patterns;
