package ai.tickstock.pl.analysis;

import ai.tickstock.store.BarChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The meters of one stage. */
final class StageMetrics {
  private final Counter events;
  private final Timer published;

  /**
   * @param waiting how many changes wait to be computed
   */
  StageMetrics(MeterRegistry registry, String stage, String channel, Supplier<Number> waiting) {
    events = registry.counter("tickstock_events_total", "channel", channel);
    published =
        Timer.builder("tickstock_stage_seconds")
            .description("From a bar's commit to its events' being in the log")
            .tag("stage", stage)
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(1))
            .register(registry);
    Gauge.builder("tickstock_queue_depth", waiting).tag("queue", stage).register(registry);
  }

  /** The events of some changes are in the log. */
  void published(List<BarChange> changes, long nowMillis, long eventCount) {
    events.increment(eventCount);
    for (BarChange change : changes) {
      published.record(Math.max(0, nowMillis - change.committedAtMillis()), TimeUnit.MILLISECONDS);
    }
  }
}
