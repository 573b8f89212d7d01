package ai.tickstock.app.sources;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.MarketCalendar.Span;
import java.time.LocalDate;

/**
 * One day of the synthetic market, from the open of a session to the next one's: its moods minute
 * by minute, and what they make of the market's clock and level. A function of seed and date.
 * Immutable.
 */
final class MarketDay {
  private static final long MINUTE = 60_000;
  private static final int MAX_CLOSED_DAYS = 366;

  /** Seconds the market's own clock runs in an ordinary day: a session, and a slow night. */
  private static final double CLOCK_PER_DAY = 30_000;

  private static final double NIGHT_VARIANCE = 0.1;

  /** What is left of a crash or rally a minute later: half of it after about three hours. */
  private static final double FORGETTING = 0.996;

  private final LocalDate date;
  private final Span span;
  private final double[] clock;
  private final double[] level;
  private final double[] activity;

  private MarketDay(LocalDate date, Span span, Span session, long seed) {
    this.date = date;
    this.span = span;
    int minutes = (int) ((span.endMillis() - span.startMillis() + MINUTE - 1) / MINUTE);
    clock = new double[minutes + 1];
    level = new double[minutes + 1];
    activity = new double[minutes + 1];
    clock[0] = date.toEpochDay() * CLOCK_PER_DAY;
    live(session, Dice.at(seed, date.toEpochDay()));
  }

  /** The day that holds an instant. */
  static MarketDay of(MarketCalendar calendar, long millis, long seed) {
    LocalDate day = calendar.day(millis).plusDays(1);
    while (calendar.session(day).startMillis() > millis || !calendar.isTradingDay(day)) {
      day = before(calendar, day);
    }
    Span session = calendar.session(day);
    LocalDate next = day.plusDays(1);
    for (int i = 0; i < MAX_CLOSED_DAYS && !calendar.isTradingDay(next); i++) {
      next = next.plusDays(1);
    }
    Span span = new Span(session.startMillis(), calendar.session(next).startMillis());
    return new MarketDay(day, span, session, seed);
  }

  /** The trading day before a date. */
  static LocalDate before(MarketCalendar calendar, LocalDate day) {
    LocalDate earlier = day.minusDays(1);
    for (int i = 0; !calendar.isTradingDay(earlier); i++) {
      if (i == MAX_CLOSED_DAYS) {
        throw new IllegalArgumentException(
            "market: expected a trading day within a year before " + day + ", was none");
      }
      earlier = earlier.minusDays(1);
    }
    return earlier;
  }

  private void live(Span session, long seed) {
    Regime regime = Regime.CALM;
    double length = session.endMillis() - session.startMillis();
    for (int minute = 0; minute < activity.length - 1; minute++) {
      long begins = span.startMillis() + minute * MINUTE;
      boolean open = session.contains(begins);
      regime = open ? regime.next(Dice.even(Dice.at(seed, minute))) : Regime.CALM;
      double pace = VolumeCurve.at((begins - session.startMillis()) / length);
      double variance = open ? regime.variance * (0.5 + 0.5 * pace) : NIGHT_VARIANCE;
      activity[minute] = open ? pace * regime.activity : VolumeCurve.AFTER_HOURS;
      clock[minute + 1] = clock[minute] + 60 * variance;
      level[minute + 1] = level[minute] * FORGETTING + (open ? regime.drift : 0);
    }
  }

  LocalDate date() {
    return date;
  }

  boolean contains(long millis) {
    return span.contains(millis);
  }

  long endMillis() {
    return span.endMillis();
  }

  /** The market's own clock in seconds: fast in wild times, slow at night. */
  double clock(long millis) {
    return between(clock, millis);
  }

  /** Where crashes and rallies have brought the market, as a logarithm. */
  double level(long millis) {
    return between(level, millis);
  }

  /** Pace of trading, relative to a session's average. */
  double activity(long millis) {
    return activity[(int) ((millis - span.startMillis()) / MINUTE)];
  }

  private double between(double[] values, long millis) {
    long since = millis - span.startMillis();
    int minute = (int) (since / MINUTE);
    double share = (since % MINUTE) / (double) MINUTE;
    return values[minute] * (1 - share) + values[minute + 1] * share;
  }
}
