/**
 * The producer half: raw ticks to bars, bars to PostgreSQL, stored bars to indicators and patterns.
 * Depends on {@code wire}, {@code store}, {@code analytics} and {@code market}; never on {@code
 * app}.
 */
package ai.tickstock.pl;
