/**
 * Which rules fire on which events: pure, over what {@code app.alerts} reads. Nothing here reads a
 * clock, waits or does I/O. Values of a bar stand in columns, one for each output of an indicator
 * that some rule looks at; a series keeps the last bars of a symbol and timeframe.
 */
package ai.tickstock.app.alerts.match;
