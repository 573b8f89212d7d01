/**
 * Simulated trading over stored bars: signals from the same pattern and indicator classes as the
 * live path, orders, fills, costs, and what came of them. Pure: reads no clock, starts no thread;
 * the same plan over the same bars gives the same result to the last bit.
 *
 * <p>Nothing is decided on anything but completed bars. {@link
 * ai.tickstock.analytics.backtest.FillModel} says at which price a decision becomes a trade.
 */
package ai.tickstock.analytics.backtest;
