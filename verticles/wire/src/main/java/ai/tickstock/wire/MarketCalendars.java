package ai.tickstock.wire;

import ai.tickstock.market.Halts;
import ai.tickstock.market.Halts.Halt;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.MarketCalendar.Span;
import ai.tickstock.market.Symbols;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The market's calendar, by configuration, the same for both halves: {@code market.zone}, {@code
 * market.open} and {@code market.close} ({@code HH:mm}; 00:00 and 00:00 for a market that never
 * closes), {@code market.closedDays} (names of days), {@code market.holidays} (dates) and {@code
 * market.earlyCloses} (date to time); and when it was halted.
 */
public final class MarketCalendars {
  private static final List<String> WEEKEND = List.of("SATURDAY", "SUNDAY");

  private MarketCalendars() {}

  /**
   * Reads the whole configuration; what is missing is as New York's.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public static MarketCalendar from(JsonObject config) {
    JsonObject market = config.getJsonObject("market", new JsonObject());
    return new MarketCalendar(
        value("zone", market.getValue("zone", "America/New_York"), "a time zone", ZoneId::of),
        value("open", market.getValue("open", "09:30"), "a time HH:mm", LocalTime::parse),
        value("close", market.getValue("close", "16:00"), "a time HH:mm", LocalTime::parse),
        closedDays(market),
        holidays(market),
        earlyCloses(market));
  }

  /**
   * When trading was halted: {@code market.halts}, each {@code FROM/TO} of the whole market or
   * {@code SYMBOL FROM/TO}, instants in UTC.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public static Halts halts(JsonObject config) {
    JsonObject market = config.getJsonObject("market", new JsonObject());
    List<Halt> halts = new ArrayList<>();
    for (Object halt : market.getJsonArray("halts", new JsonArray())) {
      halts.add(
          value(
              "halts",
              halt,
              "FROM/TO or SYMBOL FROM/TO, such as GME 2021-01-28T14:45:00Z/2021-01-28T14:50:00Z",
              MarketCalendars::halt));
    }
    return new Halts(halts);
  }

  private static Halt halt(String text) {
    int blank = text.indexOf(' ');
    String[] ends = text.substring(blank + 1).split("/", -1);
    long from = Instant.parse(ends[0]).toEpochMilli();
    long to = Instant.parse(ends[ends.length - 1]).toEpochMilli();
    String symbol = blank < 0 ? null : text.substring(0, blank);
    if (ends.length != 2 || from >= to || symbol != null && !Symbols.isValid(symbol)) {
      throw new IllegalArgumentException(text);
    }
    return new Halt(symbol, new Span(from, to));
  }

  private static Set<DayOfWeek> closedDays(JsonObject market) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Object day : market.getJsonArray("closedDays", new JsonArray(WEEKEND))) {
      days.add(value("closedDays", day, "names of days such as SUNDAY", MarketCalendars::day));
    }
    return days;
  }

  private static DayOfWeek day(String name) {
    return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Set<LocalDate> holidays(JsonObject market) {
    Set<LocalDate> holidays = new HashSet<>();
    for (Object date : market.getJsonArray("holidays", new JsonArray())) {
      holidays.add(value("holidays", date, "dates yyyy-MM-dd", LocalDate::parse));
    }
    return holidays;
  }

  private static Map<LocalDate, LocalTime> earlyCloses(JsonObject market) {
    Map<LocalDate, LocalTime> closes = new HashMap<>();
    for (Map.Entry<String, Object> entry : market.getJsonObject("earlyCloses", new JsonObject())) {
      LocalDate date =
          value("earlyCloses", entry.getKey(), "dates yyyy-MM-dd as keys", LocalDate::parse);
      closes.put(
          date, value("earlyCloses." + date, entry.getValue(), "a time HH:mm", LocalTime::parse));
    }
    return closes;
  }

  private static <T> T value(String key, Object value, String what, Function<String, T> parse) {
    try {
      return parse.apply((String) value);
    } catch (DateTimeException | ClassCastException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "market." + key + ": expected " + what + ", was " + value, e);
    }
  }
}
