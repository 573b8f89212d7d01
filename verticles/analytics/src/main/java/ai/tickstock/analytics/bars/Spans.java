package ai.tickstock.analytics.bars;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.MarketCalendar.Span;
import ai.tickstock.market.Timeframe;

/**
 * The calendar's spans, the last few of each timeframe remembered: nearly every minute asks for the
 * same ones.
 */
final class Spans {
  static final long MINUTE_MILLIS = 60_000;

  private static final int REMEMBERED = 4;

  private final MarketCalendar calendar;
  private final Span[][] recent = new Span[Timeframe.values().length][REMEMBERED];
  private final int[] turn = new int[Timeframe.values().length];

  Spans(MarketCalendar calendar) {
    this.calendar = calendar;
  }

  /** The start of the minute that holds an instant. */
  static long minuteOf(long millis) {
    return Math.floorDiv(millis, MINUTE_MILLIS) * MINUTE_MILLIS;
  }

  Span of(Timeframe timeframe, long millis) {
    Span[] known = recent[timeframe.ordinal()];
    for (Span span : known) {
      if (span != null && span.contains(millis)) {
        return span;
      }
    }
    Span span = calendar.span(timeframe, millis);
    int next = turn[timeframe.ordinal()];
    known[next] = span;
    turn[timeframe.ordinal()] = (next + 1) % REMEMBERED;
    return span;
  }
}
