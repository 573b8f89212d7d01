package ai.tickstock.wire.log;

import io.vertx.core.Vertx;

/**
 * Makes a bus for a verticle: over Redis, or over one in-memory twin that all share. Thread-safe.
 */
public interface BusFactory {
  /** A bus of the caller's own. */
  Bus create(Vertx vertx);
}
