/**
 * Computation over files of bars: what {@code tickstock analyze} reads and writes. Depends on
 * {@code analytics}, {@code market} and App's reading of packed files; knows no server.
 */
package ai.tickstock.launcher.analyze;
