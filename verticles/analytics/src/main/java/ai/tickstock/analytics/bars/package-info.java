/**
 * Ticks to bars: which minute a trade belongs to, when a bar is over, what a late trade changes.
 * Depends on {@code market}. Time comes in with the data; the hot path works on primitives and
 * allocates nothing per tick.
 */
package ai.tickstock.analytics.bars;
