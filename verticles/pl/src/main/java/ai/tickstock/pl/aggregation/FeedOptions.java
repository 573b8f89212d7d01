package ai.tickstock.pl.aggregation;

import static ai.tickstock.pl.aggregation.AggregationOptions.within;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.json.JsonObject;

/**
 * How the tick log is read.
 *
 * @param staleAfterSeconds silence after which it is said; default 30 s
 * @param maxFutureMillis how far ahead of the wall clock a tick may be; default 60 s
 * @param maxSymbols symbols taken at most; default 20,000
 */
record FeedOptions(
    TopicOptions topic,
    int instances,
    int staleAfterSeconds,
    long maxFutureMillis,
    int maxSymbols) {

  FeedOptions {
    within("feed.staleAfter", staleAfterSeconds, 1, 86_400);
    within("feed.maxFuture", maxFutureMillis / 1000, 1, 86_400);
    within("feed.maxSymbols", maxSymbols, 1, 1_000_000);
  }

  static FeedOptions from(JsonObject config) {
    JsonObject feed = config.getJsonObject("feed", new JsonObject());
    return new FeedOptions(
        Topics.from(config).topic(Channels.TICKS),
        AggregationOptions.from(config).instances(),
        feed.getInteger("staleAfter", 30),
        feed.getLong("maxFuture", 60L) * 1000,
        feed.getInteger("maxSymbols", 20_000));
  }
}
