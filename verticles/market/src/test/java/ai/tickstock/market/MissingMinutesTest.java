package ai.tickstock.market;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.MarketCalendar.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MissingMinutesTest {
  private static long at(String time) {
    return Instant.parse("2025-10-15T" + time + "Z").toEpochMilli();
  }

  private static List<Long> bars(String... minutes) {
    return Arrays.stream(minutes).map(MissingMinutesTest::at).toList();
  }

  private static String missing(List<Span> holes, List<Long> bars, String from, String to) {
    return missing(holes, List.of(), bars, from, to);
  }

  private static String missing(
      List<Span> holes, List<Span> halts, List<Long> bars, String from, String to) {
    return MissingMinutes.of(MarketCalendar.newYork(), holes, halts, bars, at(from), at(to))
        .stream()
        .map(
            stretch ->
                Instant.ofEpochMilli(stretch.startMillis()).toString().substring(11, 16)
                    + " "
                    + stretch.minutes()
                    + " "
                    + stretch.cause())
        .collect(Collectors.joining(", "));
  }

  @Test
  void aMinuteNobodyTradedInIsNoTrades() {
    assertThat(missing(List.of(), bars("15:00:00", "15:03:00"), "15:00:00", "15:05:00"))
        .isEqualTo("15:01 2 NO_TRADES, 15:04 1 NO_TRADES");
  }

  @Test
  void aMinuteAHoleTouchesIsFeedDownUnlessItHasItsBar() {
    List<Span> holes =
        List.of(
            new Span(at("15:02:59"), at("15:03:01")),
            new Span(at("15:00:30"), at("15:02:00")),
            new Span(at("15:01:00"), at("15:01:10")));
    assertThat(missing(holes, bars("15:00:00"), "15:00:00", "15:05:00"))
        .isEqualTo("15:01 3 FEED_DOWN, 15:04 1 NO_TRADES");
  }

  @Test
  void aMinuteAHaltTouchesIsHaltedWhateverTheFeedDidUnlessItHasItsBar() {
    List<Span> holes = List.of(new Span(at("15:00:00"), at("15:02:00")));
    List<Span> halts = List.of(new Span(at("15:01:20"), at("15:04:00")));
    assertThat(missing(holes, halts, bars("15:03:00"), "15:00:00", "15:05:00"))
        .isEqualTo("15:00 1 FEED_DOWN, 15:01 2 HALTED, 15:04 1 NO_TRADES");
  }

  @Test
  void aHaltIsOfItsSymbolOrOfTheWholeMarket() {
    Span market = new Span(at("15:00:00"), at("15:15:00"));
    Span one = new Span(at("16:00:00"), at("16:05:00"));
    Halts halts = new Halts(List.of(new Halts.Halt(null, market), new Halts.Halt("GME", one)));
    assertThat(halts.of("GME")).containsExactly(market, one);
    assertThat(halts.of("AAPL")).containsExactly(market);
  }

  @Test
  void outsideOfTheSessionTheMarketIsClosedWhateverTheFeedDid() {
    List<Span> holes = List.of(new Span(at("13:00:00"), at("13:31:00")));
    assertThat(missing(holes, bars(), "13:28:00", "13:32:00"))
        .isEqualTo("13:28 2 CLOSED, 13:30 1 FEED_DOWN, 13:31 1 NO_TRADES");
    assertThat(missing(List.of(), bars("19:58:00", "19:59:00"), "19:58:00", "20:02:00"))
        .isEqualTo("20:00 2 CLOSED");
  }

  @Test
  void onlyWholeMinutesCount() {
    assertThat(missing(List.of(), bars(), "15:00:01", "15:02:59")).isEqualTo("15:01 1 NO_TRADES");
    assertThat(missing(List.of(), bars(), "15:02:00", "15:01:00")).isEmpty();
  }
}
