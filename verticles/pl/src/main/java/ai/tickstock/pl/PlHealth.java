package ai.tickstock.pl;

import ai.tickstock.pl.aggregation.Aggregation;
import ai.tickstock.pl.backtest.BacktestVerticle;
import ai.tickstock.pl.indicators.IndicatorVerticle;
import ai.tickstock.pl.patterns.PatternDetectionVerticle;
import ai.tickstock.pl.persistence.BarEventsVerticle;
import ai.tickstock.pl.persistence.PersistenceVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the producer half is. Thread-safe. */
final class PlHealth {
  private static final long SAMPLE_MILLIS = 2_000;

  private final Vertx vertx;
  private final Aggregation aggregation;
  private final PersistenceVerticle persistence;
  private final BarEventsVerticle barEvents;
  private final StageSlot<PatternDetectionVerticle> patterns;
  private final StageSlot<IndicatorVerticle> indicators;
  private final BacktestVerticle backtests;
  private final long timer;
  private long sampledTicks;
  private long sampledNanos = System.nanoTime();
  private volatile double ticksPerSecond;

  PlHealth(
      Vertx vertx,
      Aggregation aggregation,
      PersistenceVerticle persistence,
      BarEventsVerticle barEvents,
      StageSlot<PatternDetectionVerticle> patterns,
      StageSlot<IndicatorVerticle> indicators,
      BacktestVerticle backtests) {
    this.vertx = vertx;
    this.aggregation = aggregation;
    this.persistence = persistence;
    this.barEvents = barEvents;
    this.patterns = patterns;
    this.indicators = indicators;
    this.backtests = backtests;
    timer = vertx.setPeriodic(SAMPLE_MILLIS, id -> sample());
  }

  private void sample() {
    long ticks = aggregation.facts().get("ticks_processed");
    long now = System.nanoTime();
    ticksPerSecond = (ticks - sampledTicks) * 1e9 / Math.max(1, now - sampledNanos);
    sampledTicks = ticks;
    sampledNanos = now;
  }

  JsonObject json() {
    Map<String, Long> facts = aggregation.facts();
    long lag = facts.get("lag_messages");
    String stopped = aggregation.trouble();
    String error =
        Stream.of(
                stopped,
                aggregation.silence(),
                persistence.trouble(),
                barEvents.trouble(),
                patterns.trouble(),
                indicators.trouble(),
                backtests.trouble())
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    String status = error.isEmpty() ? "healthy" : "degraded";
    JsonObject health = new JsonObject().put("status", stopped == null ? status : "unhealthy");
    if (!error.isEmpty()) {
      health.put("error", error);
    }
    return health
        .put("feed", aggregation.feed())
        .put("delivery", aggregation.delivery())
        .put("rates", new JsonObject().put("ticks_per_second", ticksPerSecond))
        .put("lag_seconds", lag == 0 ? 0 : lag / Math.max(1, ticksPerSecond))
        .put("queues", queues(lag))
        .put(
            "jobs",
            new JsonObject()
                .put("pattern", job(patterns.messagesProcessed()))
                .put("indicator", job(indicators.messagesProcessed())))
        .put("counts", counts(facts).put("backtests_ended", backtests.jobsEnded()));
  }

  private JsonObject queues(long lag) {
    return new JsonObject()
        .put("tick_log", lag)
        .put("commits", persistence.queueDepth())
        .put("bars", barEvents.queueDepth())
        .put("patterns", patterns.queueDepth())
        .put("indicators", indicators.queueDepth())
        .put("backtests", backtests.queueDepth());
  }

  private static JsonObject job(long processed) {
    return new JsonObject().put("messages_processed", processed);
  }

  private static JsonObject counts(Map<String, Long> facts) {
    return new JsonObject()
        .put("ticks_processed", facts.get("ticks_processed"))
        .put("ticks_refused", facts.get("ticks_refused"));
  }

  void close() {
    vertx.cancelTimer(timer);
  }
}
