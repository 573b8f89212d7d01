/** Volume indicators: lines that add up what is traded, with and against the price. */
package ai.tickstock.analytics.indicators.volume;
