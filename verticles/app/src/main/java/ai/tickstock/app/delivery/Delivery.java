package ai.tickstock.app.delivery;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.alerts.AlertSinkFactory;
import ai.tickstock.store.PatternRecordReader;

/** The way of an alert that fired, put together. */
public final class Delivery {
  private Delivery() {}

  /**
   * Sinks over some backends.
   *
   * @param records how patterns did before; over connections that nothing waits for
   */
  public static AlertSinkFactory sinks(AppBackends backends, PatternRecordReader records) {
    DeliveryMetrics metrics = new DeliveryMetrics(backends.metrics());
    AlertBackends alerts = backends.alerts();
    return vertx ->
        new DeliverySink(
            vertx,
            alerts.messages().create(vertx),
            new HistoryWriter(alerts.history(), metrics),
            new TrackRecords(records, System::nanoTime),
            metrics);
  }
}
