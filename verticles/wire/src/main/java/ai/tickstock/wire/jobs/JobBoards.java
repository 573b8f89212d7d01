package ai.tickstock.wire.jobs;

import io.vertx.core.Vertx;

/**
 * Makes a job board for a verticle: over Redis, or over one in-memory twin that all share.
 * Thread-safe.
 */
public interface JobBoards {
  /** A board of the caller's own, to be used on the caller's context. */
  JobBoard create(Vertx vertx);
}
