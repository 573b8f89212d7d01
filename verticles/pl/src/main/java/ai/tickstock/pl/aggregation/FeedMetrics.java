package ai.tickstock.pl.aggregation;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;

/** The feed's meters: they read what the feed counts anyway, so that a tick costs nothing more. */
final class FeedMetrics {
  private FeedMetrics() {}

  static void register(MeterRegistry metrics, TickDealer dealer, LongSupplier lag) {
    FunctionCounter.builder("tickstock_ticks_total", dealer, TickDealer::processed)
        .tags("half", "pl", "stage", "feed")
        .register(metrics);
    Gauge.builder("tickstock_queue_depth", lag::getAsLong)
        .tag("queue", "tick_log")
        .strongReference(true)
        .register(metrics);
    Gauge.builder("tickstock_symbols", dealer, TickDealer::symbolCount).register(metrics);
  }
}
