package ai.tickstock.analytics.indicators.popular;

import ai.tickstock.market.MarketCalendar;

/**
 * The market's day a series is in: local midnight to midnight, so that trades before the open and
 * after the close belong to it.
 */
final class MarketDay {
  static final int STATE_SIZE = 2;

  private final MarketCalendar calendar;
  private long start;
  private long end = Long.MIN_VALUE;

  MarketDay(MarketCalendar calendar) {
    this.calendar = calendar;
  }

  /** Whether the bar that begins then is the first of another day; that day is the one from now. */
  boolean begins(long startMillis) {
    if (startMillis >= start && startMillis < end) {
      return false;
    }
    MarketCalendar.Span day = calendar.daySpan(startMillis);
    start = day.startMillis();
    end = day.endMillis();
    return true;
  }

  /** Whether there was a bar. */
  boolean hasBegun() {
    return end != Long.MIN_VALUE;
  }

  int save(double[] into, int from) {
    into[from] = start;
    into[from + 1] = end;
    return from + STATE_SIZE;
  }

  int restore(double[] state, int from) {
    start = (long) state[from];
    end = (long) state[from + 1];
    return from + STATE_SIZE;
  }
}
