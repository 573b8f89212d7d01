/**
 * Conditions on prices and indicators, as people write them: {@code RSI(14) < 30}, {@code close
 * crosses above SMA(200)}. Depends on {@code indicators}.
 */
package ai.tickstock.analytics.rules;
