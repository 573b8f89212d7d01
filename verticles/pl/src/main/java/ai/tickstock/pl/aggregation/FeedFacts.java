package ai.tickstock.pl.aggregation;

/**
 * How the feed is.
 *
 * @param processed ticks read since the start
 * @param refused ticks and messages kept out since the start
 * @param lagMessages messages in the log not read yet
 * @param eventMillis the event clock, {@link Long#MIN_VALUE} at first
 * @param state whether ticks come
 */
record FeedFacts(
    long processed, long refused, long lagMessages, long eventMillis, FeedState state) {}
