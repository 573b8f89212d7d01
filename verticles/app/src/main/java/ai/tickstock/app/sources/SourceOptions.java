package ai.tickstock.app.sources;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.wire.MarketCalendars;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
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

  private static final long AMEND_SECONDS = 900;

  /** Options from {@code source}, {@code market}, {@code data} and {@code node}. */
  public static SourceOptions from(JsonObject config) {
    return new SourceOptions(
        type(section(config, "source").getString("type", "synthetic")),
        Path.of(section(config, "data").getString("directory", "data")),
        config.getString("node", "app-" + ProcessHandle.current().pid()),
        MarketCalendars.from(config));
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

  /**
   * Opens the source.
   *
   * @param config the whole configuration object
   * @param log asked what was published before
   * @param badLines told of the lines of a replayed file that are no tick, on a worker thread
   * @return fails if its options are refused, or its file is; the type must not be {@link
   *     Type#NONE}
   */
  public Future<TickSource> open(
      Vertx vertx, JsonObject config, Clock clock, TickLog log, Consumer<BadLine> badLines) {
    if (type == Type.REPLAY) {
      return ReplaySource.open(vertx, ReplayOptions.from(config), badLines).map(open -> open);
    }
    SyntheticOptions synthetic = SyntheticOptions.from(config);
    String publisher = node + ":" + clock.millis();
    long amendSeconds = section(config, "aggregation").getLong("amendWindow", AMEND_SECONDS);
    Past past = new Past(log, amendSeconds * 1_000);
    return SyntheticSource.open(vertx, synthetic, calendar, directory, publisher, clock, past)
        .map(open -> open);
  }
}
