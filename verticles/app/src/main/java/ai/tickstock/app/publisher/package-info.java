/**
 * Takes ticks from a source and appends them, raw, to the tick log: back-pressure, overflow,
 * heartbeats, the log lines. Depends on {@code sources} and {@code wire}.
 */
package ai.tickstock.app.publisher;
