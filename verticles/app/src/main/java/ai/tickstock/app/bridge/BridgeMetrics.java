package ai.tickstock.app.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What operators may want to know of the bridge. Thread-safe. */
final class BridgeMetrics {
  private final MeterRegistry registry;
  private final Map<String, Long> waiting = new ConcurrentHashMap<>();

  BridgeMetrics(MeterRegistry registry, AtomicInteger sockets, Audience audience) {
    this.registry = registry;
    registry.gauge("tickstock_browsers", sockets);
    registry.gauge(
        "tickstock_queue_depth",
        List.of(Tag.of("queue", "browsers")),
        waiting,
        all -> all.values().stream().mapToLong(Long::longValue).sum());
    for (Feed feed : Feed.values()) {
      io.micrometer.core.instrument.Gauge.builder(
              "tickstock_browser_registrations", audience, all -> all.count(feed))
          .tag("feed", feed.address())
          .register(registry);
    }
  }

  /** So many messages wait for the browsers of a hub. */
  void waiting(String hub, long messages) {
    if (messages == 0) {
      waiting.remove(hub);
    } else {
      waiting.put(hub, messages);
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
