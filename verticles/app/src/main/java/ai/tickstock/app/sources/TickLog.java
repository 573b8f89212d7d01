package ai.tickstock.app.sources;

import io.vertx.core.Future;

/** What the tick log knows of earlier publishers. A Redis that is away only delays the answers. */
public interface TickLog {
  /** Whether it has had anything of a publisher. */
  Future<Boolean> knows(String publisher);

  /** The latest event time of its newest entry, Unix milliseconds; 0 if it is empty. */
  Future<Long> newestMillis();
}
