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

/** The meters of one stage behind the stored bars. Thread-safe. */
public final class StageMetrics {
  private final Counter events;
  private final Timer published;

  /**
   * @param channel where its events go
   * @param waiting how many changes wait
   * @param unread how many events wait for their log or its slowest durable reader
   */
  public StageMetrics(
      MeterRegistry registry,
      String stage,
      String channel,
      Supplier<Number> waiting,
      Supplier<Number> unread) {
    events = registry.counter("tickstock_events_total", "channel", channel, "half", "pl");
    published = timer(registry, stage, "From a bar's commit to its events' being published");
    Gauge.builder("tickstock_queue_depth", waiting).tag("queue", stage).register(registry);
    Gauge.builder("tickstock_queue_depth", unread)
        .tag("queue", stage + "_events")
        .register(registry);
  }

  /** How long a stage takes, as {@code tickstock_stage_seconds}, from 1 ms to 1 min. */
  public static Timer timer(MeterRegistry registry, String stage, String description) {
    return Timer.builder("tickstock_stage_seconds")
        .description(description)
        .tag("stage", stage)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofMinutes(1))
        .register(registry);
  }

  /** The events of some changes are published. */
  public void published(List<BarChange> changes, long nowMillis, long eventCount) {
    events.increment(eventCount);
    for (BarChange change : changes) {
      published.record(Math.max(0, nowMillis - change.committedAtMillis()), TimeUnit.MILLISECONDS);
    }
  }
}
