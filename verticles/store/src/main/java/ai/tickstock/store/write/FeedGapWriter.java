package ai.tickstock.store.write;

import ai.tickstock.store.FeedGap;
import io.vertx.core.Future;

/** Records the feed's holes. Whatever fails may be asked for again: it is recorded once. */
public interface FeedGapWriter {
  /** Records a hole that is over. */
  Future<Void> record(FeedGap gap);

  /**
   * Records that a channel has fallen silent; if it was already, nothing changes.
   *
   * @param fromMillis the last that was heard, Unix milliseconds
   */
  Future<Void> fellSilent(String channel, long fromMillis, String reason);

  /**
   * Records that a silence is over; if there was none, nothing changes.
   *
   * @param toMillis the first that was heard again, Unix milliseconds
   * @param filled whether what came is what had been missing
   */
  Future<Void> heardAgain(String channel, long toMillis, String reason, boolean filled);

  /** The silence of a channel that lasts, as it was recorded; null if there is none. */
  Future<FeedGap> silence(String channel);
}
