package ai.tickstock.wire.users;

import io.vertx.core.Vertx;

/**
 * Makes the way to users' messages for a verticle: to Redis, or to one in-memory twin that all
 * share. Thread-safe.
 */
public interface UserMessagesFactory {
  /** A way of the caller's own, to be used on the context it is made on. */
  UserMessages create(Vertx vertx);
}
