package ai.tickstock.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActiveHoursTest {
  private static final Set<DayOfWeek> WEEK =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY); // 2025-10-13 is a Monday

  private static ActiveHours hours(String from, String to, Set<DayOfWeek> days, String zone) {
    return new ActiveHours(LocalTime.parse(from), LocalTime.parse(to), days, ZoneId.of(zone));
  }

  private static boolean within(ActiveHours hours, String instant) {
    return hours.contains(Instant.parse(instant));
  }

  @Test
  void theyBeginWithTheFirstMinuteAndEndBeforeTheLast() {
    ActiveHours session = hours("09:30", "16:00", WEEK, "America/New_York");
    assertThat(within(session, "2025-10-13T13:29:59.999Z")).isFalse();
    assertThat(within(session, "2025-10-13T13:30:00Z")).isTrue();
    assertThat(within(session, "2025-10-13T19:59:59.999Z")).isTrue();
    assertThat(within(session, "2025-10-13T20:00:00Z")).isFalse();
  }

  @Test
  void theyAreThoseOfTheZonesClocksInSummerAndInWinter() {
    ActiveHours session = hours("09:30", "16:00", WEEK, "America/New_York");
    assertThat(within(session, "2025-10-31T13:30:00Z")).isTrue();
    assertThat(within(session, "2025-11-03T13:30:00Z")).isFalse();
    assertThat(within(session, "2025-11-03T14:30:00Z")).isTrue();
    assertThat(within(hours("09:00", "15:00", WEEK, "Asia/Tokyo"), "2025-10-13T00:00:00Z"))
        .isTrue();
  }

  @Test
  void aDayIsThatOfTheZone() {
    ActiveHours mondays = hours("00:00", "12:00", Set.of(DayOfWeek.MONDAY), "Asia/Tokyo");
    assertThat(within(mondays, "2025-10-12T15:00:00Z")).as("Monday there").isTrue();
    assertThat(within(mondays, "2025-10-13T15:00:00Z")).as("Tuesday there").isFalse();
  }

  @Test
  void hoursOverMidnightBelongToTheDayTheyBeganOn() {
    ActiveHours nights = hours("22:00", "02:00", Set.of(DayOfWeek.FRIDAY), "UTC");
    assertThat(within(nights, "2025-10-17T21:59:00Z")).isFalse();
    assertThat(within(nights, "2025-10-17T22:00:00Z")).isTrue();
    assertThat(within(nights, "2025-10-18T01:59:00Z")).as("Saturday, early").isTrue();
    assertThat(within(nights, "2025-10-18T02:00:00Z")).isFalse();
    assertThat(within(nights, "2025-10-17T01:00:00Z")).as("Friday, early").isFalse();
    assertThat(within(nights, "2025-10-18T23:00:00Z")).as("Saturday, late").isFalse();
    ActiveHours sundays = hours("22:00", "02:00", Set.of(DayOfWeek.SUNDAY), "UTC");
    assertThat(within(sundays, "2025-10-13T00:30:00Z")).as("Monday after Sunday").isTrue();
  }

  @Test
  void hoursThatEndWhereTheyBeginAreTheWholeDay() {
    ActiveHours mondays = hours("00:00", "00:00", Set.of(DayOfWeek.MONDAY), "UTC");
    assertThat(within(mondays, "2025-10-12T23:59:59Z")).isFalse();
    assertThat(within(mondays, "2025-10-13T00:00:00Z")).isTrue();
    assertThat(within(mondays, "2025-10-13T23:59:59Z")).isTrue();
    assertThat(within(mondays, "2025-10-14T00:00:00Z")).isFalse();
    ActiveHours fromNine = hours("09:00", "09:00", Set.of(DayOfWeek.MONDAY), "UTC");
    assertThat(within(fromNine, "2025-10-14T08:59:00Z")).isTrue();
    assertThat(within(fromNine, "2025-10-13T08:59:00Z")).isFalse();
  }
}
