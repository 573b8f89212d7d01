/**
 * Backtests: what a job's JSON means, bars for it, who runs it, and what is told of it. Depends on
 * {@code analytics}, {@code store} and {@code wire}.
 */
package ai.tickstock.pl.backtest;
