package ai.tickstock.pl.aggregation;

import io.vertx.core.json.JsonObject;

/**
 * How the feed is.
 *
 * @param processed ticks read since the start
 * @param refused ticks and messages kept out since the start
 * @param lagMessages messages in the log not read yet
 * @param eventMillis the event clock, {@link Long#MIN_VALUE} at first
 * @param state whether ticks come
 * @param delivery what was read of each publisher; nobody changes it
 */
record FeedFacts(
    long processed,
    long refused,
    long lagMessages,
    long eventMillis,
    FeedState state,
    JsonObject delivery) {}
