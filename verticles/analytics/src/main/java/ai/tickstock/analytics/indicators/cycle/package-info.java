/**
 * Cycle indicators: Ehlers' Hilbert transform and what is read from it. {@link
 * ai.tickstock.analytics.indicators.cycle.HilbertTransform} is what MAMA builds on as well.
 */
package ai.tickstock.analytics.indicators.cycle;
