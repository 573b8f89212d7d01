/**
 * Patterns on every stored bar: the stage that runs the detectors of {@code analytics}, publishes
 * {@code pattern_detected} events and keeps {@code daily_patterns}. The mechanism is {@code
 * pl.analysis}'. Depends on {@code analytics}, {@code wire}, {@code store} and {@code market}.
 */
package ai.tickstock.pl.patterns;
