package ai.tickstock.app.sources;

import ai.tickstock.market.MarketCalendar;
import java.util.List;

/**
 * Prices of the synthetic market: each follows the market, its sector and a walk of its own, with
 * gaps from one day to the next. A price is a function of seed, symbol and time, so that a market
 * that is started again goes on where it would be. Not thread-safe: it remembers where it last
 * looked.
 */
final class MarketModel {
  private static final double ROOT_OF_SESSION = Math.sqrt(23_400);
  private static final double MARKET_VOLATILITY = 0.007;
  private static final double SECTOR_VOLATILITY = 0.008;
  private static final double ORDINARY_GAP = 0.004;
  private static final double NEWS_CHANCE = 0.03;
  private static final double NEWS_GAP = 0.03;
  private static final double HALF_SPREAD = 0.0001;
  private static final double CENT = 0.01;
  private static final long GAPS = 0x6a9;

  private final MarketCalendar calendar;
  private final long seed;
  private final Instrument[] instruments;
  private final Walk market;
  private final Walk[] sectors = new Walk[Instruments.SECTORS];
  private final Walk[] own;
  private final double[] gaps;

  private MarketDay day;
  private long second = Long.MIN_VALUE;
  private double common;
  private final double[] bySector = new double[Instruments.SECTORS];
  private double clock;

  MarketModel(MarketCalendar calendar, long seed, List<Instrument> instruments) {
    this.calendar = calendar;
    this.seed = Dice.at(seed, 0);
    this.instruments = instruments.toArray(Instrument[]::new);
    market = new Walk(Dice.at(this.seed, 1));
    for (int i = 0; i < sectors.length; i++) {
      sectors[i] = new Walk(Dice.at(this.seed, 2 + i));
    }
    own = new Walk[this.instruments.length];
    gaps = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = new Walk(ownSeed(i));
    }
  }

  private long ownSeed(int instrument) {
    return Dice.at(seed, 0x100000000L + instruments[instrument].symbol().hashCode());
  }

  /** Pace of trading, relative to a session's average. */
  double activity(long millis) {
    return day(millis).activity(millis);
  }

  /**
   * What a security trades at, in whole cents.
   *
   * @param side where in the spread: -1 at the bid, 1 at the ask
   */
  double price(int instrument, long millis, double side) {
    lookAt(Math.floorDiv(millis, 1_000L));
    Instrument of = instruments[instrument];
    double log =
        of.beta() * common
            + bySector[of.sector()]
            + own[instrument].at(clock) * of.volatility() / ROOT_OF_SESSION
            + gaps[instrument];
    double fair = of.price() * Math.exp(log);
    double halfSpread = Math.max(0.5 * CENT, fair * HALF_SPREAD);
    return Math.max(1, Math.rint((fair + side * halfSpread) / CENT)) / 100.0;
  }

  private void lookAt(long newSecond) {
    if (newSecond == second) {
      return;
    }
    second = newSecond;
    long millis = newSecond * 1_000L;
    MarketDay today = day(millis);
    clock = today.clock(millis);
    common = market.at(clock) * MARKET_VOLATILITY / ROOT_OF_SESSION + today.level(millis);
    for (int i = 0; i < Instruments.INDEX; i++) { // the index is the market: no sector of its own
      bySector[i] = sectors[i].at(clock) * SECTOR_VOLATILITY / ROOT_OF_SESSION;
    }
  }

  private MarketDay day(long millis) {
    if (day == null || !day.contains(millis)) {
      day = MarketDay.of(calendar, millis, seed);
      drawGaps(day.date().toEpochDay());
    }
    return day;
  }

  private void drawGaps(long date) {
    double all = Dice.bell(Dice.at(seed ^ GAPS, date)) * ORDINARY_GAP;
    for (int i = 0; i < gaps.length; i++) {
      Instrument of = instruments[i];
      gaps[i] = of.beta() * all + (of.sector() == Instruments.INDEX ? 0 : ownGap(i, date));
    }
  }

  private double ownGap(int instrument, long date) {
    long random = Dice.at(ownSeed(instrument) ^ GAPS, date);
    boolean news = Dice.even(Dice.at(random, 1)) < NEWS_CHANCE;
    return Dice.bell(random) * (news ? NEWS_GAP : ORDINARY_GAP);
  }
}
