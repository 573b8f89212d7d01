/**
 * Stored bars of one symbol, column by column, and what is done to them before they are used. Pure:
 * depends on {@code market} and the JDK.
 */
package ai.tickstock.analytics.history;
