package ai.tickstock.wire.log;

/**
 * The sealed chunks of one appender, oldest first: those in the log that some durable reader has
 * not committed, then those still to be sent or answered. Not thread-safe.
 */
final class Kept {
  private final Budget budget;
  private Chunk oldest;
  private Chunk newest;
  private Chunk unsent;
  private long bytes;
  private long appended;
  private long waiting;

  Kept(Budget budget) {
    this.budget = budget;
  }

  void add(Chunk chunk) {
    if (oldest == null) {
      oldest = chunk;
    } else {
      newest.next = chunk;
    }
    newest = chunk;
    if (unsent == null) {
      unsent = chunk;
    }
    bytes += chunk.bytes();
    budget.take(chunk.bytes());
    waiting += chunk.count;
  }

  /** The next chunk to send, which then counts as sent; null if there is none. */
  Chunk send() {
    Chunk chunk = unsent;
    if (chunk != null) {
      unsent = chunk.next;
    }
    return chunk;
  }

  boolean hasUnsent() {
    return unsent != null;
  }

  /** A chunk is in the log, its last message at {@code end}. */
  void appended(Chunk chunk, LogPosition end) {
    if (chunk.end == null) {
      appended += chunk.count;
      waiting -= chunk.count;
    }
    chunk.end = end;
  }

  /**
   * The log says how far it has this publisher: what is behind the mark is to be sent again, what
   * is not was appended somewhere up to {@code head}.
   */
  void rewind(long mark, LogPosition head) {
    unsent = null;
    for (Chunk chunk = oldest; chunk != null; chunk = chunk.next) {
      if (chunk.lastSeq() <= mark) {
        if (chunk.end == null) {
          appended(chunk, head);
        }
        continue;
      }
      if (chunk.end != null) {
        appended -= chunk.count;
        waiting += chunk.count;
        chunk.end = null;
      }
      if (unsent == null) {
        unsent = chunk;
      }
    }
  }

  /** Lets go of what the slowest durable reader has committed. */
  void free(LogPosition slowest) {
    while (oldest != null && oldest.end != null && oldest.end.compareTo(slowest) <= 0) {
      bytes -= oldest.bytes();
      budget.giveBack(oldest.bytes());
      appended -= oldest.count;
      if (unsent == oldest) {
        unsent = oldest.next;
      }
      oldest = oldest.next;
    }
    if (oldest == null) {
      newest = null;
    }
  }

  /** Lets go of everything. */
  void clear() {
    budget.giveBack(bytes);
    bytes = 0;
    oldest = null;
    newest = null;
    unsent = null;
  }

  /** The oldest sequence it still has; {@code otherwise} if it has none. */
  long oldestSeq(long otherwise) {
    return oldest == null ? otherwise : oldest.seq;
  }

  long bytes() {
    return bytes;
  }

  /** Messages in the log, kept for the readers. */
  long appended() {
    return appended;
  }

  /** Messages not known to be in the log. */
  long waiting() {
    return waiting;
  }
}
