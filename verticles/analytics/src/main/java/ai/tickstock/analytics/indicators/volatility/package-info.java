/** Volatility indicators: true ranges. */
package ai.tickstock.analytics.indicators.volatility;
