package ai.tickstock.app.alerts;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * When a rule may fire: from {@code from} on, before {@code to}, on these days, as clocks of the
 * zone show. Hours that end before they begin go over midnight and belong to the day they began on;
 * equal ones are the whole day.
 */
public record ActiveHours(LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone) {
  public ActiveHours {
    days = Set.copyOf(days);
  }

  /** Whether an instant lies within. */
  public boolean contains(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
    LocalTime time = local.toLocalTime();
    boolean within = !time.isBefore(from);
    if (from.isBefore(to)) {
      return within && time.isBefore(to) && days.contains(local.getDayOfWeek());
    }
    boolean began = within && days.contains(local.getDayOfWeek());
    return began || (time.isBefore(to) && days.contains(local.getDayOfWeek().minus(1)));
  }
}
