package ai.tickstock.app.sources;

import ai.tickstock.market.MarketCalendar;
import java.time.LocalDate;
import java.util.List;

/**
 * The trades of a synthetic market, second by second: how many (Poisson), which security, price and
 * size. What is long past is thinned out, its trades made larger instead, and has its sessions
 * only, so that days of history fit a few seconds. Reads no clock; a function of options and the
 * times it is asked at. Not thread-safe.
 */
final class SyntheticMarket {
  /** Seconds that lie further back are history. */
  static final long HISTORY_AGE = 10_000;

  /**
   * What lies further back, in milliseconds, has no nights and weekends: they would be most of it.
   */
  static final long NIGHTS_AGE = 2 * 3_600_000;

  /** History's ticks per symbol and minute of a session, where the budget allows it. */
  private static final double HISTORY_PACE = 10;

  /** About how many ticks all of the history may have. */
  private static final double HISTORY_BUDGET = 600_000;

  private static final long MINUTE = 60_000;
  private static final TickSink NOBODY = (symbol, price, volume, millis) -> {};

  private final MarketCalendar calendar;
  private final List<Instrument> instruments;
  private final MarketModel model;
  private final Activity activity;
  private final Dice dice = new Dice();
  private final long seed;
  private final double rate;
  private final double historyRate;
  private final Past.Span published;

  private long second;
  private boolean secondDone;
  private double offset;
  private double perMilli;
  private double tradesPerTick;
  private boolean drawn;
  private long millis;

  private SyntheticMarket(
      SyntheticOptions options,
      MarketCalendar calendar,
      long startMillis,
      Past.Span published,
      long nowMillis) {
    this.published = published;
    this.calendar = calendar;
    instruments = options.symbols().stream().map(Instruments::of).toList();
    model = new MarketModel(calendar, options.seed(), instruments);
    activity = new Activity(instruments);
    seed = options.seed();
    rate = options.rate();
    historyRate = Math.min(rate, historyRate(startMillis, nowMillis));
    second = Math.floorDiv(startMillis, 1_000L) - 1;
    secondDone = true;
  }

  /**
   * A market that begins some finished sessions ago.
   *
   * @param published what is not wanted again
   */
  static SyntheticMarket begin(
      SyntheticOptions options, MarketCalendar calendar, Past.Span published, long nowMillis) {
    long start = historyStart(calendar, options.historySessions(), nowMillis);
    long through = Math.min(nowMillis, published.through()); // should the clock have been set back
    long from = published.contains(start) ? through : start;
    Past.Span unwanted = new Past.Span(published.after(), through);
    return new SyntheticMarket(options, calendar, from, unwanted, nowMillis);
  }

  /** The open of the session that lies so many finished ones back. */
  static long historyStart(MarketCalendar calendar, int sessions, long nowMillis) {
    if (sessions == 0) {
      return nowMillis;
    }
    LocalDate day = calendar.day(nowMillis).plusDays(1);
    for (int found = 0; found < sessions; ) {
      day = MarketDay.before(calendar, day);
      found += calendar.session(day).endMillis() <= nowMillis ? 1 : 0;
    }
    return calendar.session(day).startMillis();
  }

  private double historyRate(long startMillis, long nowMillis) {
    double weighted = 0;
    long minute = afterTheNight(startMillis, nowMillis);
    while (minute < nowMillis) {
      weighted += 60 * model.activity(minute);
      minute = afterTheNight(minute + MINUTE, nowMillis);
    }
    double wanted = HISTORY_PACE / 60 * instruments.size();
    return weighted == 0 ? wanted : Math.min(wanted, HISTORY_BUDGET / weighted);
  }

  /**
   * Draws the next tick, if it is due.
   *
   * @return when it is due, Unix milliseconds; after {@code nowMillis}: ask again then
   */
  long next(long nowMillis) {
    while (!drawn) {
      if (secondDone) {
        if ((second + 1) * 1_000 > nowMillis) {
          return (second + 1) * 1_000;
        }
        beginSecond(afterTheNight((second + 1) * 1_000, nowMillis) / 1_000, nowMillis);
      }
      draw();
    }
    return millis;
  }

  /** The same instant, or if the market was closed then, long ago, the next one of its history. */
  private long afterTheNight(long millis, long nowMillis) {
    long nights = (nowMillis - NIGHTS_AGE) / 1_000 * 1_000;
    if (millis >= nights) {
      return millis;
    }
    LocalDate day = calendar.day(millis);
    while (!calendar.isTradingDay(day) || calendar.session(day).endMillis() <= millis) {
      day = day.plusDays(1);
      if (calendar.session(day).startMillis() >= nights) {
        return nights;
      }
    }
    return Math.min(nights, Math.max(millis, calendar.session(day).startMillis()));
  }

  private void draw() {
    offset += dice.gap() / perMilli;
    secondDone = offset >= 1_000;
    drawn = !secondDone;
    millis = second * 1_000 + (long) offset;
    if (drawn && published.contains(millis)) {
      hand(NOBODY);
    }
  }

  private void beginSecond(long fresh, long nowMillis) {
    second = fresh;
    secondDone = false;
    offset = 0;
    dice.seed(Dice.at(seed, fresh));
    boolean history = nowMillis - fresh * 1_000 > HISTORY_AGE;
    double pace = history ? historyRate : rate;
    tradesPerTick = rate / pace;
    perMilli = pace * model.activity(fresh * 1_000) / 1_000;
  }

  /** Hands the tick drawn over. */
  void hand(TickSink sink) {
    drawn = false;
    int instrument = activity.draw(dice);
    double price = model.price(instrument, millis, dice.even() < 0.5 ? -1 : 1);
    double size = TradeSize.draw(dice, tradesPerTick);
    sink.tick(instruments.get(instrument).symbol(), price, size, millis);
  }
}
