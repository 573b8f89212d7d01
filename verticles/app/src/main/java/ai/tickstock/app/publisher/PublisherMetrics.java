package ai.tickstock.app.publisher;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What a publisher shows to Prometheus. The totals are read by any thread. */
final class PublisherMetrics {
  private final MeterRegistry registry;
  private final Supplier<Totals> totals; // the registry holds it weakly
  private final List<Meter> meters = new ArrayList<>();
  private final Timer appendTime;

  PublisherMetrics(MeterRegistry registry, Supplier<Totals> totals) {
    this.registry = registry;
    this.totals = totals;
    count("processed", Totals::processed);
    count("published", Totals::published);
    count("dropped", Totals::dropped);
    for (String queue : List.of("publisher_pending", "publisher_retained", "publisher_spooled")) {
      meters.add(
          Gauge.builder(
                  "tickstock_queue_depth",
                  totals,
                  from -> from.get().queues().getLong(queue, 0L).doubleValue())
              .description("messages that wait")
              .tag("queue", queue)
              .register(registry));
    }
    meters.add(
        Gauge.builder(
                "tickstock_delivery_difference",
                totals,
                from -> from.get().delivery().getLong("difference", 0L).doubleValue())
            .description("messages published that lastingly were not consumed")
            .register(registry));
    appendTime =
        Timer.builder("tickstock_stage_seconds")
            .description("time a stage takes")
            .tag("stage", "publish")
            .publishPercentileHistogram()
            .register(registry);
    meters.add(appendTime);
  }

  private void count(String stage, ToDoubleFunction<Totals> what) {
    meters.add(
        FunctionCounter.builder(
                "tickstock_ticks_total", totals, from -> what.applyAsDouble(from.get()))
            .description("ticks by half and stage")
            .tag("half", "app")
            .tag("stage", stage)
            .register(registry));
  }

  /** One flush is in the log. */
  void appended(long nanos) {
    appendTime.record(nanos, TimeUnit.NANOSECONDS);
  }

  void close() {
    meters.forEach(registry::remove);
  }
}
