/**
 * The nouns of the trade: bars, timeframes, sessions, symbols. Depends on the JDK alone, and
 * everything else depends on it. Nothing here reads a clock or does I/O.
 */
package ai.tickstock.market;
