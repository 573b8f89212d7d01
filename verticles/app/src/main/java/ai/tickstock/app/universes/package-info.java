/**
 * Named sets of symbols, and what {@code SPY:nasdaq100} means. Depends on {@code store.users} and
 * {@code market}.
 */
package ai.tickstock.app.universes;
