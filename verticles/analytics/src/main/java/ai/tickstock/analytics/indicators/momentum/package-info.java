/** Momentum indicators: oscillators and directional movement. Builds on {@code overlap}. */
package ai.tickstock.analytics.indicators.momentum;
