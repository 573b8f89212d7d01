package ai.tickstock.market;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The market's day a series is in: local midnight to midnight, so that trades before the open and
 * after the close belong to it. Allocates only where clocks change. Not thread-safe.
 */
public final class DayCursor {
  /** How many numbers {@link #save} writes. */
  public static final int STATE_SIZE = 2;

  private static final long DAY_MILLIS = 86_400_000;

  private final MarketCalendar calendar;
  private long start;
  private long end = Long.MIN_VALUE;

  /** What the zone adds to UTC, and from when until when: days in there are found by arithmetic. */
  private long offset;

  private long offsetFrom;
  private long offsetUntil;

  /** Before the first bar of a series. */
  public DayCursor(MarketCalendar calendar) {
    this.calendar = calendar;
  }

  /** Whether the bar that begins then is the first of another day; that day is the one from now. */
  public boolean begins(long startMillis) {
    if (startMillis >= start && startMillis < end) {
      return false;
    }
    if (startMillis < offsetFrom || startMillis >= offsetUntil) {
      learnOffset(Instant.ofEpochMilli(startMillis));
    }
    start = Math.floorDiv(startMillis + offset, DAY_MILLIS) * DAY_MILLIS - offset;
    end = start + DAY_MILLIS;
    if (start < offsetFrom || end > offsetUntil) {
      MarketCalendar.Span day = calendar.daySpan(startMillis);
      start = day.startMillis();
      end = day.endMillis();
    }
    return true;
  }

  private void learnOffset(Instant at) {
    ZoneRules rules = calendar.zone().getRules();
    ZoneOffsetTransition before = rules.previousTransition(at.plusMillis(1));
    ZoneOffsetTransition after = rules.nextTransition(at);
    offset = rules.getOffset(at).getTotalSeconds() * 1_000L;
    offsetFrom = before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli();
    offsetUntil = after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli();
  }

  /** Whether there was a bar. */
  public boolean hasBegun() {
    return end != Long.MIN_VALUE;
  }

  /** When the day begins, Unix milliseconds; means nothing before the first bar. */
  public long startMillis() {
    return start;
  }

  /** Writes what it remembers and tells the place behind it. */
  public int save(double[] into, int from) {
    into[from] = start;
    into[from + 1] = end;
    return from + STATE_SIZE;
  }

  /** Goes on where another was; tells the place behind what it read. */
  public int restore(double[] state, int from) {
    start = (long) state[from];
    end = (long) state[from + 1];
    return from + STATE_SIZE;
  }
}
