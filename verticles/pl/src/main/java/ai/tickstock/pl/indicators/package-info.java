/**
 * Indicators on every stored bar: the stage that runs the indicator sets of {@code analytics},
 * publishes {@code indicator_calculated} events and keeps {@code daily_indicators}. The mechanism
 * is {@code pl.analysis}'. Depends on {@code analytics}, {@code wire}, {@code store} and {@code
 * market}.
 */
package ai.tickstock.pl.indicators;
