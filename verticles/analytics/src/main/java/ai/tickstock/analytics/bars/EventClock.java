package ai.tickstock.analytics.bars;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the market's time has come, by what its publishers sent: the one rule that closes bars.
 *
 * <p>A publisher's clock is the greatest event time it sent, plus the monotonic time since, counted
 * only while the reader stands at the log's head. The feed's is the least of its live publishers'.
 * A publisher that said it is done, or was silent for ten seconds at the head, holds nobody back;
 * when none is live the greatest clock of them counts, and when all are done every bar they sent is
 * complete. A jump of more than a minute counts only once a second tick confirms it. All times are
 * Unix milliseconds but for {@code nowNanos}, which is {@link System#nanoTime()}'s. Not
 * thread-safe.
 */
public final class EventClock {
  /** No publisher has said anything yet. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final long MAX_JUMP_MILLIS = 60_000;
  private static final long SILENCE_NANOS = 10_000_000_000L;
  private static final long MINUTE_MILLIS = 60_000;
  private static final int MAX_DONE = 1_000;

  private static final class Publisher {
    private long greatest = UNKNOWN;
    private long candidate = UNKNOWN;
    private long sinceNanos;
    private long heardNanos;
    private boolean done;

    private void reach(long eventMillis, long nowNanos) {
      greatest = eventMillis;
      candidate = UNKNOWN;
      sinceNanos = nowNanos;
    }
  }

  private final Map<String, Publisher> publishers = new LinkedHashMap<>();
  private Publisher current;
  private boolean atHead;
  private long reached = UNKNOWN;

  /**
   * Says whose messages come next; a publisher that was done lives again with its first message.
   */
  public void publisher(String id, long nowNanos) {
    current = publishers.get(id);
    if (current == null) {
      forgetDone();
      current = new Publisher();
      current.sinceNanos = nowNanos;
      publishers.put(id, current);
    }
    current.heardNanos = nowNanos;
    current.done = false;
  }

  private void forgetDone() {
    if (publishers.size() >= MAX_DONE) {
      publishers.values().removeIf(publisher -> publisher.done);
    }
  }

  /** An event time of the current publisher. */
  public void tick(long eventMillis, long nowNanos) {
    Publisher publisher = current;
    if (eventMillis <= publisher.greatest) {
      return;
    }
    if (publisher.greatest == UNKNOWN || eventMillis - publisher.greatest <= MAX_JUMP_MILLIS) {
      publisher.reach(eventMillis, nowNanos);
    } else if (publisher.candidate == UNKNOWN) {
      publisher.candidate = eventMillis;
    } else {
      long nearer = Math.min(publisher.candidate, eventMillis);
      long farther = Math.max(publisher.candidate, eventMillis);
      boolean together = farther - nearer <= MAX_JUMP_MILLIS;
      publisher.reach(together ? farther : nearer, nowNanos);
      publisher.candidate = together ? UNKNOWN : farther;
    }
  }

  /**
   * The current publisher says that nothing older will come; it knows, so that a jump needs no
   * confirmation.
   */
  public void heartbeat(long eventMillis, long nowNanos) {
    if (eventMillis > current.greatest) {
      current.reach(eventMillis, nowNanos);
    }
  }

  /** The current publisher is done: all it sent is complete, and its clock holds nobody back. */
  public void end(long nowNanos) {
    current.done = true;
    long last = Math.max(current.greatest, current.candidate);
    if (last != UNKNOWN) {
      long minute = Math.floorDiv(last, MINUTE_MILLIS) * MINUTE_MILLIS;
      current.reach(minute + 2 * MINUTE_MILLIS, nowNanos);
    }
  }

  /** Says whether the reader stands at the log's head: only there time passes without a message. */
  public void atHead(boolean head, long nowNanos) {
    if (head != atHead) {
      for (Publisher publisher : publishers.values()) {
        if (atHead) {
          publisher.greatest = time(publisher, nowNanos);
        }
        publisher.sinceNanos = nowNanos;
        publisher.heardNanos =
            atHead ? publisher.heardNanos : Math.max(publisher.heardNanos, nowNanos);
      }
      atHead = head;
    }
  }

  /** The feed's event time; never goes back; {@link #UNKNOWN} at first. */
  public long time(long nowNanos) {
    long least = Long.MAX_VALUE;
    long greatestOfOthers = UNKNOWN;
    for (Publisher publisher : publishers.values()) {
      if (publisher.greatest == UNKNOWN) {
        continue;
      }
      long time = time(publisher, nowNanos);
      if (isLive(publisher, nowNanos)) {
        least = Math.min(least, time);
      } else {
        greatestOfOthers = Math.max(greatestOfOthers, time);
      }
    }
    reached = Math.max(reached, least == Long.MAX_VALUE ? greatestOfOthers : least);
    return reached;
  }

  /** Whether every publisher that ever spoke has said it is done. */
  public boolean allDone() {
    for (Publisher publisher : publishers.values()) {
      if (!publisher.done) {
        return false;
      }
    }
    return !publishers.isEmpty();
  }

  private boolean isLive(Publisher publisher, long nowNanos) {
    return !publisher.done && !(atHead && nowNanos - publisher.heardNanos >= SILENCE_NANOS);
  }

  private long time(Publisher publisher, long nowNanos) {
    if (publisher.greatest == UNKNOWN || publisher.done || !atHead) {
      return publisher.greatest;
    }
    return publisher.greatest + (nowNanos - publisher.sinceNanos) / 1_000_000;
  }
}
