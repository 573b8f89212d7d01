package ai.tickstock.app.sources;

import io.vertx.core.Future;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of a market has been published already, by a bookmark in a file and by the log itself.
 * Either may have been wiped without the other; what may be stored is never published again, since
 * a bar would count it twice.
 */
final class Past {
  private static final Logger LOG = LoggerFactory.getLogger(Past.class);
  private static final long MINUTE = 60_000;

  private final TickLog log;
  private final long amendMillis;

  /**
   * @param amendMillis how far behind the event clock a tick still amends a stored bar; older ones
   *     are kept out
   */
  Past(TickLog log, long amendMillis) {
    this.log = log;
    this.amendMillis = amendMillis;
  }

  /** The times, {@code (after, through]} in Unix milliseconds, that are not to be published. */
  record Span(long after, long through) {
    boolean contains(long millis) {
      return millis > after && millis <= through;
    }
  }

  /** What is not to be published by somebody who finds this bookmark. */
  Future<Span> published(Bookmark.Mark mark) {
    return mark.isNone()
        ? log.newestMillis().map(Past::without)
        : log.knows(mark.publisher()).map(known -> known ? upTo(mark.millis()) : wiped(mark));
  }

  private static Span without(long newestMillis) {
    if (newestMillis > 0) {
      LOG.info(
          "The bookmark of the synthetic market is missing, the tick log is not empty:"
              + " publishing what follows {}",
          Instant.ofEpochMilli(newestMillis));
    }
    return upTo(newestMillis);
  }

  /** What the database may have is left out as far back as it would be taken. */
  private Span wiped(Bookmark.Mark mark) {
    Span span = new Span(mark.millis() - amendMillis - MINUTE, mark.millis());
    LOG.info(
        "The tick log does not know {}, who published the synthetic market up to {}: publishing its"
            + " history again, without what follows {}",
        mark.publisher(),
        Instant.ofEpochMilli(span.through),
        Instant.ofEpochMilli(span.after));
    return span;
  }

  private static Span upTo(long millis) {
    return new Span(Long.MIN_VALUE, millis);
  }
}
