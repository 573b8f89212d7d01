package ai.tickstock.app.bridge;

import ai.tickstock.wire.log.LogPosition;
import io.vertx.core.Future;

/** Reads what a browser missed from a feed's log. Thread-safe. */
interface Replays {
  /** Who gets it, on the context of whoever asked. */
  interface Sink {
    /** Whether nobody waits for it any more; for any thread. */
    boolean isOver();

    /** So many events at least are gone for ever. */
    void gap(long missing);

    /** The log has never been there: what was missed cannot be known; it ends here. */
    void unknown(LogPosition now);

    /**
     * Some events, in order, and how far the log has been read with them.
     *
     * @return true when it has enough; asked for more when it completes
     */
    Future<Boolean> missed(FrameBatch batch);
  }

  /**
   * Reads on behind {@code after} until the sink has enough. A few at a time are served, the others
   * wait; a Redis that is away only delays it.
   *
   * @return completes when the sink has enough; fails when this is stopped
   */
  Future<Void> replay(Feed feed, LogPosition after, Sink sink);

  /** How far a feed's log has been read in this process. */
  LogPosition readTo(Feed feed);
}
