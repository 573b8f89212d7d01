/**
 * Indicators traders use that TA-Lib lacks, each with its published source. May build on every
 * other group.
 */
package ai.tickstock.analytics.indicators.popular;
