package ai.tickstock.market;

import ai.tickstock.market.MarketCalendar.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Why minutes have no bar. */
public final class MissingMinutes {
  private static final long MINUTE = 60_000;

  /**
   * What a minute without a bar means. No source tells of halts, so that they are not told apart.
   */
  public enum Cause {
    /** The feed was there and nobody traded. */
    NO_TRADES,
    /** The market was closed. */
    CLOSED,
    /** The feed had a hole: whether anybody traded is not known. */
    FEED_DOWN
  }

  /** Minutes in a row without a bar, {@code [startMillis, endMillis)}, Unix milliseconds. */
  public record Stretch(long startMillis, long endMillis, Cause cause) {
    /** How many they are. */
    public long minutes() {
      return (endMillis - startMillis) / MINUTE;
    }
  }

  private MissingMinutes() {}

  /**
   * The minutes without a bar among those that lie wholly in {@code [fromMillis, toMillis)}.
   *
   * @param holes stretches of which the feed's ticks are missing
   * @param barStarts when the bars that are there began, ascending
   */
  public static List<Stretch> of(
      MarketCalendar calendar,
      List<Span> holes,
      List<Long> barStarts,
      long fromMillis,
      long toMillis) {
    List<Span> sorted = new ArrayList<>(holes);
    sorted.sort(Comparator.comparingLong(Span::startMillis));
    Walk walk = new Walk(calendar, sorted, barStarts);
    long first = -Math.floorDiv(-fromMillis, MINUTE) * MINUTE;
    for (long minute = first; minute + MINUTE <= toMillis; minute += MINUTE) {
      walk.minute(minute);
    }
    return walk.stretches;
  }

  /** Goes forward through the minutes, and with them through bars, holes and days. */
  private static final class Walk {
    private final MarketCalendar calendar;
    private final List<Span> holes;
    private final List<Long> barStarts;
    private final List<Stretch> stretches = new ArrayList<>();
    private Span day = new Span(0, 0);
    private Span session = day;
    private int bar;
    private int hole;
    private long downUntil = Long.MIN_VALUE;

    private Walk(MarketCalendar calendar, List<Span> holes, List<Long> barStarts) {
      this.calendar = calendar;
      this.holes = holes;
      this.barStarts = barStarts;
    }

    private void minute(long start) {
      while (bar < barStarts.size() && barStarts.get(bar) < start) {
        bar++;
      }
      if (bar < barStarts.size() && barStarts.get(bar) < start + MINUTE) {
        return;
      }
      Cause cause = cause(start);
      Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
      if (last != null && last.endMillis() == start && last.cause() == cause) {
        stretches.set(stretches.size() - 1, new Stretch(last.startMillis(), start + MINUTE, cause));
      } else {
        stretches.add(new Stretch(start, start + MINUTE, cause));
      }
    }

    private Cause cause(long start) {
      if (!day.contains(start)) {
        day = calendar.daySpan(start);
        session = calendar.session(calendar.day(start));
      }
      while (hole < holes.size() && holes.get(hole).startMillis() < start + MINUTE) {
        downUntil = Math.max(downUntil, holes.get(hole++).endMillis());
      }
      if (!session.contains(start)) {
        return Cause.CLOSED;
      }
      return downUntil > start ? Cause.FEED_DOWN : Cause.NO_TRADES;
    }
  }
}
