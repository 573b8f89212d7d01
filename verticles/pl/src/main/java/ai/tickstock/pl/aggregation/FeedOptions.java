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
 * @param maxSymbols symbols known at most; default 20,000
 * @param latenessMillis how long bars wait for stragglers, {@code aggregation.lateness}
 */
record FeedOptions(
    TopicOptions topic,
    int instances,
    int staleAfterSeconds,
    long maxFutureMillis,
    int maxSymbols,
    long latenessMillis) {

  FeedOptions {
    within("feed.staleAfter", staleAfterSeconds, 1, 86_400);
    within("feed.maxFuture", maxFutureMillis / 1000, 1, 86_400);
    within("feed.maxSymbols", maxSymbols, 1, 1_000_000);
  }

  static FeedOptions from(JsonObject config) {
    JsonObject feed = config.getJsonObject("feed", new JsonObject());
    AggregationOptions aggregation = AggregationOptions.from(config);
    return new FeedOptions(
        Topics.from(config).topic(Channels.TICKS),
        aggregation.instances(),
        feed.getInteger("staleAfter", 30),
        feed.getLong("maxFuture", 60L) * 1000,
        feed.getInteger("maxSymbols", 20_000),
        aggregation.latenessMillis());
  }
}
