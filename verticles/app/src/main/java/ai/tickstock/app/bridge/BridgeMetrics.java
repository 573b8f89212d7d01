package ai.tickstock.app.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What operators may want to know of the bridge. Thread-safe. */
final class BridgeMetrics {
  private final MeterRegistry registry;

  BridgeMetrics(MeterRegistry registry, AtomicInteger sockets, Audience audience) {
    this.registry = registry;
    registry.gauge("tickstock_browsers", sockets);
    for (Feed feed : Feed.values()) {
      io.micrometer.core.instrument.Gauge.builder(
              "tickstock_browser_registrations", audience, all -> all.count(feed))
          .tag("feed", feed.address())
          .register(registry);
    }
  }

  /** Something a browser wanted was refused. */
  void refused(String reason) {
    registry.counter("tickstock_browser_refused_total", "reason", reason).increment();
  }

  /** A browser was sent away because it takes too little. */
  void tooSlow() {
    registry.counter("tickstock_browser_slow_total").increment();
  }

  /** A browser is gone: what was done for it counts. */
  void left(Outbox outbox) {
    registry.counter("tickstock_browser_messages_total", "fate", "sent").increment(outbox.sent());
    registry
        .counter("tickstock_browser_messages_total", "fate", "conflated")
        .increment(outbox.conflated());
    registry
        .counter("tickstock_browser_messages_total", "fate", "dropped")
        .increment(outbox.dropped());
  }
}
