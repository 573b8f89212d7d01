package ai.tickstock.store;

import io.vertx.core.Future;
import java.util.List;

/** What is known of the feed's holes. */
public interface FeedGapReader {
  /**
   * The holes that touch a stretch of time, the newest first; one of which not both ends are known
   * touches whatever it may.
   *
   * @param fromMillis Unix milliseconds, inclusive
   * @param toMillis exclusive
   * @param limit at most so many
   */
  Future<List<FeedGap>> gaps(long fromMillis, long toMillis, int limit);
}
