package ai.tickstock.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketCalendarTest {
  private final MarketCalendar newYork =
      new MarketCalendar(
          ZoneId.of("America/New_York"),
          LocalTime.of(9, 30),
          LocalTime.of(16, 0),
          Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
          Set.of(LocalDate.of(2013, 11, 28)),
          Map.of(LocalDate.of(2013, 11, 29), LocalTime.of(13, 0)));

  @Test
  void anHourIsAnchoredAtTheOpen() {
    assertThat(span(Timeframe.HOUR_1, "2013-10-07T14:45:00Z"))
        .isEqualTo("2013-10-07T14:30:00Z/2013-10-07T15:30:00Z");
  }

  @Test
  void theFirstHourOfADayIsCutAtMidnight() {
    assertThat(span(Timeframe.HOUR_1, "2013-10-07T04:10:00Z"))
        .isEqualTo("2013-10-07T04:00:00Z/2013-10-07T04:30:00Z");
  }

  @Test
  void aDayIsTheMarketsOwn() {
    assertThat(span(Timeframe.DAY_1, "2013-10-08T02:00:00Z"))
        .isEqualTo("2013-10-07T04:00:00Z/2013-10-08T04:00:00Z");
  }

  @Test
  void theDayTheClocksChangeHasTwentyFiveHours() {
    assertThat(span(Timeframe.DAY_1, "2013-11-03T12:00:00Z"))
        .isEqualTo("2013-11-03T04:00:00Z/2013-11-04T05:00:00Z");
  }

  @Test
  void aMinuteIsHalfOpen() {
    assertThat(span(Timeframe.MIN_1, "2013-10-07T14:45:59.999Z"))
        .isEqualTo("2013-10-07T14:45:00Z/2013-10-07T14:46:00Z");
    assertThat(span(Timeframe.MIN_1, "2013-10-07T14:46:00Z"))
        .isEqualTo("2013-10-07T14:46:00Z/2013-10-07T14:47:00Z");
  }

  @Test
  void anEarlyCloseEndsTheSession() {
    assertThat(show(newYork.session(LocalDate.of(2013, 11, 29))))
        .isEqualTo("2013-11-29T14:30:00Z/2013-11-29T18:00:00Z");
  }

  @Test
  void holidaysAndWeekendsHaveNoSession() {
    assertThat(newYork.isTradingDay(LocalDate.of(2013, 11, 28))).isFalse();
    assertThat(newYork.isTradingDay(LocalDate.of(2013, 11, 30))).isFalse();
    assertThat(newYork.session(LocalDate.of(2013, 11, 28)).contains(at("2013-11-28T15:00:00Z")))
        .isFalse();
  }

  @Test
  void aMarketThatNeverClosesHasSessionsOfADay() {
    assertThat(show(MarketCalendar.alwaysOpen().session(LocalDate.of(2024, 1, 1))))
        .isEqualTo("2024-01-01T00:00:00Z/2024-01-02T00:00:00Z");
  }

  @Test
  void openTimeIsCountedOverSessionsOnly() {
    long friday = at("2013-11-22T20:59:00Z");
    assertThat(newYork.isOpen(friday)).isTrue();
    assertThat(newYork.isOpen(at("2013-11-22T21:00:00Z"))).isFalse();
    assertThat(newYork.openMillis(friday, at("2013-11-25T14:31:30Z")))
        .as("a minute of Friday, a minute and a half of Monday")
        .isEqualTo(150_000);
    assertThat(newYork.openMillis(at("2013-11-22T22:00:00Z"), at("2013-11-25T14:00:00Z"))).isZero();
    assertThat(newYork.openMillis(0, friday)).as("its last 400 days").isGreaterThan(0);
  }

  private String span(Timeframe timeframe, String instant) {
    return show(newYork.span(timeframe, at(instant)));
  }

  private static String show(MarketCalendar.Span span) {
    return Instant.ofEpochMilli(span.startMillis()) + "/" + Instant.ofEpochMilli(span.endMillis());
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
