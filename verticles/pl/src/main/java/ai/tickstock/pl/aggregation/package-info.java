/**
 * Ticks from the log to bars: the feed reads, parses and deals the ticks out; each aggregation
 * instance folds those of its partitions and commits. The arithmetic is in {@code
 * ai.tickstock.analytics.bars}.
 */
package ai.tickstock.pl.aggregation;
