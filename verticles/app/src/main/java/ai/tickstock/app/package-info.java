/**
 * The consumer half: takes ticks from a market source, publishes them raw, and serves what comes
 * back. It builds no bar and writes none. Depends on {@code wire}, {@code store} (reads only) and
 * {@code market}; never on {@code pl}.
 */
package ai.tickstock.app;
