package ai.tickstock.wire;

import ai.tickstock.wire.log.TopicOptions;
import ai.tickstock.wire.log.TopicOptions.Framing;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How each channel with a log is kept, by configuration: {@code log.history} and {@code
 * log.capacity} (messages), for one channel {@code log.topics.<channel>.history}, {@code .capacity}
 * and {@code .framing}; for the ticks' framing {@code publisher.framing} too. Immutable.
 */
public final class Topics {
  /** The durable reader of ticks and jobs. */
  public static final String PL = "pl";

  /** The durable reader of events. */
  public static final String APP = "app";

  /** The durable reader of what rules are matched against. */
  public static final String ALERTS = "alerts";

  private static final long HISTORY = 100_000;
  private static final long CAPACITY = 2_000_000;

  private final JsonObject log;
  private final JsonObject publisher;

  private Topics(JsonObject log, JsonObject publisher) {
    this.log = log;
    this.publisher = publisher;
  }

  /** The half of the mesh that a durable reader belongs to. */
  public static String role(String reader) {
    return reader.equals(PL) ? PL : APP;
  }

  /** Reads the whole configuration; what is missing has its default. */
  public static Topics from(JsonObject config) {
    return new Topics(section(config, "log"), section(config, "publisher"));
  }

  private static JsonObject section(JsonObject config, String key) {
    return config.getJsonObject(key, new JsonObject());
  }

  /**
   * How a channel is kept.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public TopicOptions topic(String channel) {
    JsonObject own = section(section(log, "topics"), channel);
    return new TopicOptions(
        channel,
        framing(channel, own),
        readers(channel),
        own.getLong("history", log.getLong("history", HISTORY)),
        own.getLong("capacity", log.getLong("capacity", CAPACITY)));
  }

  /** In an order: of those that are equally far behind the first is named. */
  private static Set<String> readers(String channel) {
    if (!Channels.EVENT_LOGS.contains(channel)) {
      return Set.of(PL);
    }
    return Channels.MATCHED.contains(channel)
        ? new LinkedHashSet<>(List.of(APP, ALERTS))
        : Set.of(APP);
  }

  private Framing framing(String channel, JsonObject own) {
    boolean ticks = Channels.TICKS.equals(channel);
    String general = ticks ? publisher.getString("framing", "tick") : "tick";
    String framing = own.getString("framing", general);
    try {
      return Framing.valueOf(framing.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      String key = own.containsKey("framing") ? "log.topics." + channel : "publisher";
      throw new IllegalArgumentException(
          key
              + ".framing: expected "
              + Arrays.stream(Framing.values())
                  .map(value -> value.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(" or "))
              + ", was \""
              + framing
              + "\"",
          e);
    }
  }
}
