/**
 * Math transforms and operators: elementary functions of one value or two, sums and extremes of the
 * last values. Builds on {@code rolling}.
 */
package ai.tickstock.analytics.indicators.math;
