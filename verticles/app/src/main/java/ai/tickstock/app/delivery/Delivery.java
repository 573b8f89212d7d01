package ai.tickstock.app.delivery;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.alerts.AlertSinkFactory;

/** The way of an alert that fired, put together. */
public final class Delivery {
  private Delivery() {}

  /** Sinks over some backends. */
  public static AlertSinkFactory sinks(AppBackends backends) {
    DeliveryMetrics metrics = new DeliveryMetrics(backends.metrics());
    AlertBackends alerts = backends.alerts();
    return vertx ->
        new DeliverySink(
            vertx, alerts.messages().create(vertx), new HistoryWriter(alerts.history()), metrics);
  }
}
