/**
 * Backtests in the foreground: what {@code tickstock backtest} reads, prints and writes. What a job
 * means is PL's to say, the trading itself is {@code analytics}'; here are the bars of a file or of
 * the mesh, tables for people, and the report.
 */
package ai.tickstock.launcher.backtest;
