/**
 * Folds trades into bars, and bars into indicator values and patterns. Depends on {@code market}
 * and the JDK. Nothing here reads a clock, starts a thread, logs or knows Vert.x: time comes in
 * with the data, and the same classes serve the live stream and the backtest.
 */
package ai.tickstock.analytics;
