package ai.tickstock.app.alerts;

import ai.tickstock.wire.message.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The hours of a rule as JSON. */
final class HoursJson {
  private HoursJson() {}

  /** Every day if none are named; throws {@link ai.tickstock.wire.message.MessageException}. */
  static ActiveHours parse(Fields fields) {
    fields.only("from", "to", "days", "zone");
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (fields.has("days")) {
      for (String day : fields.names("days", 1)) {
        days.add(day(fields, day));
      }
    } else {
      days = EnumSet.allOf(DayOfWeek.class);
    }
    return new ActiveHours(time(fields, "from"), time(fields, "to"), days, zone(fields));
  }

  private static DayOfWeek day(Fields fields, String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().startsWith(text.toUpperCase(Locale.ROOT)) && text.length() >= 3) {
        return day;
      }
    }
    throw fields.refused("days", "an array of MON, TUE, WED, THU, FRI, SAT, SUN");
  }

  private static LocalTime time(Fields fields, String name) {
    try {
      return LocalTime.parse(fields.id(name));
    } catch (DateTimeException e) {
      throw fields.refused(name, "a time such as 09:30");
    }
  }

  private static ZoneId zone(Fields fields) {
    try {
      return ZoneId.of(fields.id("zone"));
    } catch (DateTimeException e) {
      throw fields.refused("zone", "a time zone such as America/New_York");
    }
  }

  /** As it is stored. */
  static JsonObject json(ActiveHours hours) {
    return new JsonObject()
        .put("from", hours.from().toString())
        .put("to", hours.to().toString())
        .put(
            "days",
            new JsonArray(
                hours.days().stream().sorted().map(day -> day.name().substring(0, 3)).toList()))
        .put("zone", hours.zone().getId());
  }
}
