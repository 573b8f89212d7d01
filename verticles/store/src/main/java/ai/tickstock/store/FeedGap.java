package ai.tickstock.store;

import java.util.Locale;

/**
 * A hole in the feed, in event time.
 *
 * @param fromMillis the last that was heard before it, Unix milliseconds; null if not known
 * @param toMillis the first that was heard behind it; null if not known, or while a silence lasts
 * @param missing messages that are lost, at least; 0 if nobody can tell
 * @param reason for people; the same hole is told again in the same words
 * @param filled whether nothing of it is missing any more
 */
public record FeedGap(
    String channel,
    Kind kind,
    Long fromMillis,
    Long toMillis,
    long missing,
    String reason,
    boolean filled) {

  /** How it came about. */
  public enum Kind {
    /** Nobody sent anything. */
    SILENCE,
    /** The log was trimmed, or lost its tail, before it was read. */
    LOG_HOLE,
    /** Its publisher could not put it into the log. */
    DROPPED;

    /** As it is stored and shown. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with a label. */
    static Kind of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}
