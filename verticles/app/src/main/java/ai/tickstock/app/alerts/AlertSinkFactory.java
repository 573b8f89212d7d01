package ai.tickstock.app.alerts;

import io.vertx.core.Vertx;

/** Makes the way alerts take once they fire. Thread-safe. */
public interface AlertSinkFactory {
  /** A sink of the caller's own: made, called and answered on the context of its verticle. */
  AlertSink create(Vertx vertx);
}
