/**
 * Statistic functions: variance, regression against time, correlation. Builds on {@code rolling}.
 */
package ai.tickstock.analytics.indicators.statistics;
