/**
 * Backtests as users see them over HTTP: submitted, watched, cancelled, read, downloaded. They run
 * in the producer half. Depends on {@code wire} (the board and the log of jobs), {@code store}
 * (their results) and {@code app.api}.
 */
package ai.tickstock.app.backtests;
