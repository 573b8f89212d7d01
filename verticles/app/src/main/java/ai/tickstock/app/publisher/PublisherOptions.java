package ai.tickstock.app.publisher;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the publisher does when the log takes no more. A replay always waits.
 *
 * @param overflow what a live source does then
 * @param spoolBytes bytes the spool may hold on disk; default 1 GiB
 * @param spoolDirectory where the spool lies
 */
public record PublisherOptions(Overflow overflow, long spoolBytes, Path spoolDirectory) {
  private static final long GIBIBYTE = 1L << 30;
  private static final long LEAST_SPOOL = 1L << 20;

  /** What to do with ticks the log does not take. */
  public enum Overflow {
    /** The source pauses. */
    WAIT,
    /** They go to disk, and on to the log in order when it takes them again. */
    SPOOL,
    /** They are lost, counted and reported. */
    DROP
  }

  public PublisherOptions {
    if (spoolBytes < LEAST_SPOOL) {
      throw new IllegalArgumentException(
          "publisher.spoolBytes: expected at least " + LEAST_SPOOL + ", was " + spoolBytes);
    }
  }

  /** Options from {@code publisher} and {@code data} of the configuration. */
  public static PublisherOptions from(JsonObject config) {
    JsonObject publisher = config.getJsonObject("publisher", new JsonObject());
    JsonObject data = config.getJsonObject("data", new JsonObject());
    return new PublisherOptions(
        overflow(publisher.getString("overflow", "wait")),
        publisher.getLong("spoolBytes", GIBIBYTE),
        Path.of(data.getString("directory", "data"), "spool"));
  }

  private static Overflow overflow(String name) {
    for (Overflow overflow : Overflow.values()) {
      if (overflow.name().equalsIgnoreCase(name)) {
        return overflow;
      }
    }
    String expected =
        Arrays.stream(Overflow.values())
            .map(overflow -> overflow.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "publisher.overflow: expected one of " + expected + ", was " + name);
  }
}
