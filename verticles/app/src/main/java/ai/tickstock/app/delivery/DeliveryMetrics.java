package ai.tickstock.app.delivery;

import ai.tickstock.app.alerts.AlertSink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators may want to know of alerts. Thread-safe. */
final class DeliveryMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryMetrics.class);

  private final MeterRegistry registry;

  DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Has the depth of a queue shown; who waits there is bounded by whoever finds alerts. */
  void queue(String name, Collection<?> waiting) {
    registry.gauge(
        "tickstock_queue_depth", List.of(Tag.of("queue", name)), waiting, Collection::size);
  }

  /** Has the webhooks and mails that are on their way shown. */
  void underWay(Number sending) {
    registry.gauge("tickstock_queue_depth", List.of(Tag.of("queue", "sending")), sending);
  }

  void decided(AlertSink.Outcome outcome) {
    registry
        .counter("tickstock_alerts_total", "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void failed(Throwable error) {
    registry.counter("tickstock_alerts_total", "outcome", "failed").increment();
    LOG.debug("An alert was not kept yet", error);
  }

  /**
   * An attempt to send ended.
   *
   * @param how delivered, again, dead or deferred
   */
  void attempted(String kind, String how) {
    registry.counter("tickstock_alert_deliveries_total", "kind", kind, "result", how).increment();
  }

  /** A host is left alone for a while. */
  void opened() {
    registry.counter("tickstock_alert_circuits_opened_total").increment();
  }
}
