package ai.tickstock.app.sources;

import ai.tickstock.market.MarketCalendar;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which source this half publishes.
 *
 * @param type the kind of source
 * @param directory where sources keep what they must remember
 * @param node name of this node, the first part of a live publisher's identity
 * @param calendar when the market trades
 */
public record SourceOptions(Type type, Path directory, String node, MarketCalendar calendar) {

  /** The kinds of sources. */
  public enum Type {
    SYNTHETIC,
    REPLAY,
    /** Others publish the ticks. */
    NONE
  }

  /** Options from {@code source}, {@code market}, {@code data} and {@code node}. */
  public static SourceOptions from(JsonObject config) {
    return new SourceOptions(
        type(section(config, "source").getString("type", "synthetic")),
        Path.of(section(config, "data").getString("directory", "data")),
        config.getString("node", "app-" + ProcessHandle.current().pid()),
        calendar(section(config, "market")));
  }

  private static JsonObject section(JsonObject config, String key) {
    return config.getJsonObject(key, new JsonObject());
  }

  private static Type type(String name) {
    for (Type type : Type.values()) {
      if (type.name().equalsIgnoreCase(name)) {
        return type;
      }
    }
    String expected =
        Arrays.stream(Type.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "source.type: expected one of " + expected + ", was " + name);
  }

  private static MarketCalendar calendar(JsonObject market) {
    MarketCalendar usual = MarketCalendar.newYork();
    return new MarketCalendar(
        parse("zone", market.getString("zone", usual.zone().getId()), ZoneId::of),
        parse("open", market.getString("open", usual.open().toString()), LocalTime::parse),
        parse("close", market.getString("close", usual.close().toString()), LocalTime::parse),
        market.containsKey("closedDays")
            ? all(market, "closedDays", DayOfWeek::valueOf)
            : usual.closedDays(),
        all(market, "holidays", LocalDate::parse),
        earlyCloses(section(market, "earlyCloses")));
  }

  private static Map<LocalDate, LocalTime> earlyCloses(JsonObject days) {
    Map<LocalDate, LocalTime> closes = new LinkedHashMap<>();
    for (String day : days.fieldNames()) {
      closes.put(
          parse("earlyCloses", day, LocalDate::parse),
          parse("earlyCloses." + day, days.getString(day), LocalTime::parse));
    }
    return closes;
  }

  private static <T> Set<T> all(JsonObject market, String key, Function<String, T> parser) {
    return market.getJsonArray(key, new JsonArray()).stream()
        .map(value -> parse(key, String.valueOf(value), parser))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static <T> T parse(String key, String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (DateTimeException | IllegalArgumentException bad) {
      throw new IllegalArgumentException(
          "market." + key + ": was " + value + ", " + bad.getMessage(), bad);
    }
  }

  /**
   * Opens the source.
   *
   * @param config the whole configuration object
   * @param badLines told of the lines of a replayed file that are no tick, on a worker thread
   * @return fails if its options are refused, or its file is; the type must not be {@link
   *     Type#NONE}
   */
  public Future<TickSource> open(
      Vertx vertx, JsonObject config, Clock clock, Consumer<BadLine> badLines) {
    if (type == Type.REPLAY) {
      return ReplaySource.open(vertx, ReplayOptions.from(config), badLines).map(open -> open);
    }
    SyntheticOptions synthetic = SyntheticOptions.from(config);
    String publisher = node + ":" + clock.millis();
    return SyntheticSource.open(vertx, synthetic, calendar, directory, publisher, clock)
        .map(open -> open);
  }
}
