package ai.tickstock.app.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.app.sources.Recorded.Trade;
import ai.tickstock.market.MarketCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SyntheticMarketTest {
  private static final MarketCalendar NEW_YORK = MarketCalendar.newYork();
  private static final long MINUTE = 60_000;

  private static SyntheticOptions options(long seed, double rate, int sessions) {
    return new SyntheticOptions(Instruments.wellKnown(), rate, seed, sessions);
  }

  private static final Past.Span NOTHING = new Past.Span(Long.MIN_VALUE, 0);

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static List<Trade> all(SyntheticMarket market, long nowMillis) {
    Recorded recorded = new Recorded();
    while (market.next(nowMillis) <= nowMillis) {
      market.hand(recorded);
    }
    return recorded.trades;
  }

  private static List<Trade> history(long seed, String now) {
    SyntheticOptions options = options(seed, 200, 2);
    return all(SyntheticMarket.begin(options, NEW_YORK, NOTHING, at(now)), at(now));
  }

  @Property(tries = 4)
  void aSeedAndTheTimesMakeTheMarket(@ForAll @LongRange(max = 1_000_000) long seed) {
    assertThat(history(seed, "2026-03-10T12:00:00Z"))
        .isEqualTo(history(seed, "2026-03-10T12:00:00Z"));
  }

  @Test
  void anotherSeedIsAnotherMarket() {
    assertThat(history(1, "2026-03-10T12:00:00Z")).isNotEqualTo(history(2, "2026-03-10T12:00:00Z"));
  }

  @Property(tries = 5)
  void timesAscendAndPricesArePositiveWholeCents(@ForAll @LongRange(max = 1_000_000) long seed) {
    long before = 0;
    for (Trade trade : history(seed, "2026-03-10T20:30:00Z")) {
      assertThat(trade.millis()).isGreaterThanOrEqualTo(before);
      assertThat(trade.price()).isPositive();
      assertThat(trade.price() * 100).isCloseTo(Math.rint(trade.price() * 100), within(1e-6));
      assertThat(trade.volume()).isGreaterThanOrEqualTo(1).isEqualTo(Math.rint(trade.volume()));
      before = trade.millis();
    }
  }

  @Test
  void historyIsTheLastTwoFinishedSessionsTheOneUnderWayAndTheLastTwoHours() {
    Map<String, List<String>> hours =
        Map.of(
            "2026-03-10T12:00:00Z", // before the open: Friday, Monday, two hours
            List.of("2026-03-06T14:30/21:00", "2026-03-09T13:30/20:00", "2026-03-10T10:00/12:00"),
            "2026-03-10T16:00:00Z", // in the session
            List.of("2026-03-06T14:30/21:00", "2026-03-09T13:30/20:00", "2026-03-10T13:30/16:00"),
            "2026-03-10T21:00:00Z", // after it
            List.of("2026-03-09T13:30/20:00", "2026-03-10T13:30/21:00"),
            "2026-03-15T03:00:00Z", // on a Sunday
            List.of("2026-03-12T13:30/20:00", "2026-03-13T13:30/20:00", "2026-03-15T01:00/03:00"));
    hours.forEach((now, expected) -> assertThat(runs(history(1, now))).isEqualTo(expected));
  }

  /** When there was trade without a pause of half a minute, to the nearest ten minutes. */
  private static List<String> runs(List<Trade> trades) {
    List<String> runs = new ArrayList<>();
    long began = trades.get(0).millis();
    long last = began;
    for (Trade trade : trades) {
      if (trade.millis() - last > MINUTE / 2) {
        runs.add(run(began, last));
        began = trade.millis();
      }
      last = trade.millis();
    }
    runs.add(run(began, last));
    return runs;
  }

  private static String run(long from, long to) {
    return nearest(from).toString().substring(0, 16)
        + "/"
        + nearest(to).toString().substring(11, 16);
  }

  private static Instant nearest(long millis) {
    return Instant.ofEpochMilli(Math.round(millis / (10.0 * MINUTE)) * 10 * MINUTE);
  }

  @Test
  void noSessionsMeansNoHistory() {
    long now = at("2026-03-10T16:00:00Z");
    SyntheticMarket market = SyntheticMarket.begin(options(1, 200, 0), NEW_YORK, NOTHING, now);
    assertThat(all(market, now)).isEmpty();
    assertThat(all(market, now + 10_000)).hasSizeGreaterThan(200);
  }

  @Test
  void whatWasPublishedIsNotPublishedAgainAndThePricesGoOn() {
    long now = at("2026-03-10T16:00:00Z");
    List<Trade> first = history(7, "2026-03-10T16:00:00Z");
    SyntheticMarket again =
        SyntheticMarket.begin(
            options(7, 200, 2), NEW_YORK, new Past.Span(Long.MIN_VALUE, now), now + 30 * MINUTE);
    List<Trade> second = all(again, now + 30 * MINUTE);
    assertThat(second.get(0).millis()).isBetween(now, now + MINUTE);
    Map<String, Double> last = new HashMap<>();
    first.forEach(trade -> last.put(trade.symbol(), trade.price()));
    Set<String> seen = new HashSet<>();
    for (Trade trade : second) {
      if (seen.add(trade.symbol())) {
        assertThat(trade.price()).isCloseTo(last.get(trade.symbol()), within(trade.price() * 0.02));
      }
    }
  }

  @Test
  void whatIsLeftOutOfTheHistoryIsASpan() {
    long now = at("2026-03-10T16:00:00Z");
    Past.Span hour = new Past.Span(now - 90 * MINUTE, now - 30 * MINUTE);
    List<Trade> whole = history(7, "2026-03-10T16:00:00Z");
    List<Trade> part = all(SyntheticMarket.begin(options(7, 200, 2), NEW_YORK, hour, now), now);
    whole.removeIf(trade -> hour.contains(trade.millis()));
    assertThat(part).isEqualTo(whole);
  }

  @Test
  void theRateIsTheAverageOverASessionAndAQuarterOfItAtNight() {
    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      sum += live(seed, "2026-03-10T13:30:00Z", 390).size() / (390 * 60.0);
    }
    assertThat(sum / 20).isBetween(8.0, 12.5);
    assertThat(live(3, "2026-03-10T03:00:00Z", 60).size() / 3_600.0).isBetween(2.2, 2.8);
  }

  /** The market at 10 ticks per second, looked at every second. */
  private static List<Trade> live(long seed, String start, int minutes) {
    long from = at(start);
    Recorded recorded = new Recorded();
    SyntheticMarket market = SyntheticMarket.begin(options(seed, 10, 0), NEW_YORK, NOTHING, from);
    for (long now = from; now < from + minutes * MINUTE; now += 1_000) {
      while (market.next(now) <= now) {
        market.hand(recorded);
      }
    }
    return recorded.trades;
  }

  @Test
  void everySymbolTradesEveryMinuteAtDefaultSettingsEvenAtNight() {
    for (String start : List.of("2026-03-10T17:30:00Z", "2026-03-14T05:00:00Z")) {
      long from = at(start);
      SyntheticMarket market = SyntheticMarket.begin(options(1, 200, 0), NEW_YORK, NOTHING, from);
      Map<Long, Set<String>> byMinute = new HashMap<>();
      for (long now = from; now < from + 60 * MINUTE; now += 1_000) {
        while (market.next(now) <= now) {
          market.hand(
              (symbol, price, volume, millis) ->
                  byMinute.computeIfAbsent(millis / MINUTE, m -> new HashSet<>()).add(symbol));
        }
      }
      assertThat(byMinute)
          .hasSize(60)
          .allSatisfy((minute, symbols) -> assertThat(symbols).hasSize(20));
    }
  }

  @Test
  void aSessionIsBusyAtItsEndsAndQuietAtNoon() {
    double[] perHalfHour = new double[13];
    long open = at("2026-03-10T13:30:00Z");
    for (int seed = 0; seed < 10; seed++) {
      for (Trade trade : live(seed, "2026-03-10T13:30:00Z", 390)) {
        perHalfHour[(int) ((trade.millis() - open) / (30 * MINUTE))]++;
      }
    }
    double noon = perHalfHour[6];
    assertThat(perHalfHour[0]).isGreaterThan(2 * noon);
    assertThat(perHalfHour[12]).isGreaterThan(1.5 * noon);
    assertThat(perHalfHour[0]).isGreaterThan(perHalfHour[12]);
  }

  @Test
  void aSectorMovesTogetherMoreThanTheMarket() {
    List<String> technology = List.of("AAPL", "MSFT", "NVDA", "AMD", "INTC");
    List<String> others = List.of("JNJ", "XOM", "KO", "DIS", "BAC");
    double inside = 0;
    double across = 0;
    for (long seed = 1; seed <= 4; seed++) {
      Map<String, double[]> moves = moves(history(seed, "2026-03-10T20:00:00Z"));
      for (String one : technology) {
        for (String other : technology) {
          inside += one.equals(other) ? 0 : correlation(moves.get(one), moves.get(other)) / 80;
        }
        for (String other : others) {
          across += correlation(moves.get(one), moves.get(other)) / 100;
        }
      }
    }
    assertThat(inside).isBetween(0.3, 0.95);
    assertThat(across).isBetween(0.05, inside - 0.1);
  }

  /** Moves over five minutes, as a share of the price. */
  private static Map<String, double[]> moves(List<Trade> trades) {
    long from = trades.get(0).millis();
    int count = (int) ((trades.get(trades.size() - 1).millis() - from) / (5 * MINUTE));
    Map<String, List<Trade>> bySymbol =
        trades.stream().collect(Collectors.groupingBy(Trade::symbol));
    Map<String, double[]> moves = new HashMap<>();
    bySymbol.forEach(
        (symbol, own) -> {
          double[] closes = new double[count + 1];
          closes[0] = own.get(0).price();
          own.forEach(
              trade -> closes[(int) ((trade.millis() - from) / (5 * MINUTE))] = trade.price());
          double[] steps = new double[count];
          for (int i = 1; i < count; i++) {
            closes[i] = closes[i] == 0 ? closes[i - 1] : closes[i];
            steps[i] = closes[i] / closes[i - 1] - 1;
          }
          moves.put(symbol, steps);
        });
    return moves;
  }

  private static double correlation(double[] a, double[] b) {
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < a.length; i++) {
      aa += a[i] * a[i];
      bb += b[i] * b[i];
      ab += a[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void tradesComeInRoundAndOddLots() {
    List<Trade> trades = live(1, "2026-03-10T13:30:00Z", 60);
    long round = trades.stream().filter(trade -> trade.volume() % 100 == 0).count();
    assertThat(round / (double) trades.size()).isBetween(0.4, 0.8);
    assertThat(trades).anyMatch(trade -> trade.volume() < 100);
  }

  @Test
  void afterALongPauseWhatWasMissedIsThinnedOut() {
    long from = at("2026-03-10T14:00:00Z");
    SyntheticMarket market = SyntheticMarket.begin(options(1, 10_000, 0), NEW_YORK, NOTHING, from);
    assertThat(all(market, from + 60 * MINUTE).size()).isLessThan(200_000);
  }

  @Test
  void aMarketThatNeverClosesHasHistoryToo() {
    long now = at("2026-03-14T12:00:00Z");
    SyntheticMarket market =
        SyntheticMarket.begin(options(1, 200, 2), MarketCalendar.alwaysOpen(), NOTHING, now);
    assertThat(all(market, now).get(0).millis())
        .isBetween(at("2026-03-12T00:00:00Z"), at("2026-03-12T00:01:00Z"));
  }

  @Test
  void generatedSymbolsAreAllDifferent() {
    List<String> symbols = Instruments.generated(100_000);
    assertThat(new HashSet<>(symbols)).hasSize(100_000);
    assertThat(symbols).allMatch(symbol -> symbol.matches("[A-Z]{4}"));
  }
}
