package ai.tickstock.pl.aggregation;

import ai.tickstock.wire.log.LogPosition;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How far each aggregation instance is stored; the log may be trimmed behind the least of them.
 * Thread-safe.
 */
final class FeedProgress {
  private final AtomicReferenceArray<LogPosition> stored;

  FeedProgress(int instances) {
    stored = new AtomicReferenceArray<>(instances);
  }

  void stored(int instance, LogPosition position) {
    stored.set(instance, position);
  }

  /** The least stored position; null until every instance has stored once. */
  LogPosition least() {
    LogPosition least = null;
    for (int i = 0; i < stored.length(); i++) {
      LogPosition position = stored.get(i);
      if (position == null) {
        return null;
      }
      least = least == null || position.compareTo(least) < 0 ? position : least;
    }
    return least;
  }
}
