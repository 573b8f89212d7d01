package ai.tickstock.market;

import ai.tickstock.market.MarketCalendar.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Why minutes have no bar. */
public final class MissingMinutes {
  private static final long MINUTE = 60_000;

  /** What a minute without a bar means. */
  public enum Cause {
    /** The feed was there and nobody traded. */
    NO_TRADES,
    /** The market was closed. */
    CLOSED,
    /** Trading was halted for some of it. */
    HALTED,
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
   * @param halts when trading was halted
   * @param barStarts when the bars that are there began, ascending
   */
  public static List<Stretch> of(
      MarketCalendar calendar,
      List<Span> holes,
      List<Span> halts,
      List<Long> barStarts,
      long fromMillis,
      long toMillis) {
    Walk walk = new Walk(calendar, new Touched(holes), new Touched(halts), barStarts);
    long first = -Math.floorDiv(-fromMillis, MINUTE) * MINUTE;
    for (long minute = first; minute + MINUTE <= toMillis; minute += MINUTE) {
      walk.minute(minute);
    }
    return walk.stretches;
  }

  /** Whether stretches touch minutes that come in ascending order. */
  private static final class Touched {
    private final List<Span> spans;
    private int next;
    private long until = Long.MIN_VALUE;

    private Touched(List<Span> spans) {
      this.spans = new ArrayList<>(spans);
      this.spans.sort(Comparator.comparingLong(Span::startMillis));
    }

    private boolean minute(long start) {
      while (next < spans.size() && spans.get(next).startMillis() < start + MINUTE) {
        until = Math.max(until, spans.get(next++).endMillis());
      }
      return until > start;
    }
  }

  /** Goes forward through the minutes, and with them through bars, holes and days. */
  private static final class Walk {
    private final MarketCalendar calendar;
    private final Touched holes;
    private final Touched halts;
    private final List<Long> barStarts;
    private final List<Stretch> stretches = new ArrayList<>();
    private Span day = new Span(0, 0);
    private Span session = day;
    private int bar;

    private Walk(MarketCalendar calendar, Touched holes, Touched halts, List<Long> barStarts) {
      this.calendar = calendar;
      this.holes = holes;
      this.halts = halts;
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
      if (!session.contains(start)) {
        return Cause.CLOSED;
      }
      if (halts.minute(start)) {
        return Cause.HALTED;
      }
      return holes.minute(start) ? Cause.FEED_DOWN : Cause.NO_TRADES;
    }
  }
}
