package ai.tickstock.pl.records;

import ai.tickstock.market.MarketCalendar;
import java.time.Instant;
import java.time.LocalDate;

/** When the market closed last. */
final class LastClose {
  /** No market is closed for longer. */
  private static final int MOST_DAYS = 30;

  private LastClose() {}

  /** The newest close before {@code now}; a month ago if there was none since. */
  static Instant before(Instant now, MarketCalendar calendar) {
    LocalDate today = calendar.day(now.toEpochMilli());
    for (int back = 0; back < MOST_DAYS; back++) {
      LocalDate day = today.minusDays(back);
      long close = calendar.session(day).endMillis();
      if (calendar.isTradingDay(day) && close <= now.toEpochMilli()) {
        return Instant.ofEpochMilli(close);
      }
    }
    return Instant.ofEpochMilli(calendar.daySpan(today.minusDays(MOST_DAYS)).startMillis());
  }
}
