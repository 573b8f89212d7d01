package ai.tickstock.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * When a market trades. Sessions and days are the market's own, never the server's.
 *
 * <p>The day of a trade is its local date in the zone. Bars of a minute up to an hour lie on a grid
 * anchored at that day's open (so hours of a 09:30 market start at half past) and are cut at the
 * ends of the day; a day bar spans local midnight to local midnight and is named by the first.
 *
 * @param zone the market's zone
 * @param open local time of the regular open; midnight for a market that never closes
 * @param close local time of the regular close; midnight, as end of the day, for one that never
 *     closes
 * @param closedDays days of the week without a session
 * @param holidays dates without a session
 * @param earlyCloses dates on which the session ends before {@code close}
 */
public record MarketCalendar(
    ZoneId zone,
    LocalTime open,
    LocalTime close,
    Set<DayOfWeek> closedDays,
    Set<LocalDate> holidays,
    Map<LocalDate, LocalTime> earlyCloses) {
  private static final int LONGEST_DAYS = 400;

  /** A stretch of time, {@code [startMillis, endMillis)}, Unix milliseconds. */
  public record Span(long startMillis, long endMillis) {
    /** Whether an instant lies in it. */
    public boolean contains(long millis) {
      return millis >= startMillis && millis < endMillis;
    }
  }

  public MarketCalendar {
    closedDays = Set.copyOf(closedDays);
    holidays = Set.copyOf(holidays);
    earlyCloses = Map.copyOf(earlyCloses);
  }

  /**
   * The New York stock exchanges: 09:30 to 16:00, Monday to Friday; holidays are given by
   * configuration.
   */
  public static MarketCalendar newYork() {
    return new MarketCalendar(
        ZoneId.of("America/New_York"),
        LocalTime.of(9, 30),
        LocalTime.of(16, 0),
        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
        Set.of(),
        Map.of());
  }

  /** A market that never closes; its days are UTC's. */
  public static MarketCalendar alwaysOpen() {
    return new MarketCalendar(
        ZoneId.of("UTC"), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of(), Set.of(), Map.of());
  }

  /** The market's date at an instant. */
  public LocalDate day(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
  }

  /** The whole local day that holds an instant. */
  public Span daySpan(long millis) {
    return daySpan(day(millis));
  }

  /** The whole of a local day. */
  public Span daySpan(LocalDate day) {
    return new Span(
        day.atStartOfDay(zone).toInstant().toEpochMilli(),
        day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
  }

  /** Whether the market has a session on a date. */
  public boolean isTradingDay(LocalDate day) {
    return !closedDays.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }

  /** The regular session of a trading day; an empty span on a day without one. */
  public Span session(LocalDate day) {
    long opens = day.atTime(open).atZone(zone).toInstant().toEpochMilli();
    if (!isTradingDay(day)) {
      return new Span(opens, opens);
    }
    LocalTime closes = earlyCloses.getOrDefault(day, close);
    LocalDate closeDay = closes.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
    return new Span(opens, closeDay.atTime(closes).atZone(zone).toInstant().toEpochMilli());
  }

  /** Whether the market trades at an instant. */
  public boolean isOpen(long millis) {
    return session(day(millis)).contains(millis);
  }

  /**
   * How much of {@code [fromMillis, toMillis)} lies in sessions, milliseconds; only its last 400
   * days count.
   */
  public long openMillis(long fromMillis, long toMillis) {
    LocalDate last = day(toMillis);
    LocalDate first = last.minusDays(LONGEST_DAYS);
    if (fromMillis >= daySpan(first).startMillis()) {
      first = day(fromMillis);
    }
    long open = 0;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      Span session = session(day);
      long from = Math.max(fromMillis, session.startMillis());
      open += Math.max(0, Math.min(toMillis, session.endMillis()) - from);
    }
    return open;
  }

  /** The bar of a timeframe that holds an instant. */
  public Span span(Timeframe timeframe, long millis) {
    if (timeframe == Timeframe.MIN_1) {
      long start = Math.floorDiv(millis, 60_000L) * 60_000L;
      return new Span(start, start + 60_000L);
    }
    LocalDate date = day(millis);
    Span day = daySpan(date);
    if (timeframe == Timeframe.DAY_1) {
      return day;
    }
    long anchor = date.atTime(open).atZone(zone).toInstant().toEpochMilli();
    long length = timeframe.length().toMillis();
    long start = anchor + Math.floorDiv(millis - anchor, length) * length;
    return new Span(Math.max(start, day.startMillis()), Math.min(start + length, day.endMillis()));
  }
}
