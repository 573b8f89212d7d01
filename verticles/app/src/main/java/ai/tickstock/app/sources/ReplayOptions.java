package ai.tickstock.app.sources;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/**
 * Which file of ticks is replayed, and how.
 *
 * @param file a CSV with the header {@code symbol,timestamp,price,volume}, plain or gzip
 * @param speed how many times faster than real time; {@link #MAX} for as fast as it goes
 * @param again publishes the file anew even if the log has it already
 */
public record ReplayOptions(Path file, double speed, boolean again) {
  /** As fast as the log takes it. */
  public static final double MAX = Double.POSITIVE_INFINITY;

  public ReplayOptions {
    if (!(speed > 0)) {
      throw new IllegalArgumentException(
          "source.replay.speed: expected \"max\" or a number above 0, was " + speed);
    }
  }

  /** Options from {@code source.replay} of the configuration. */
  public static ReplayOptions from(JsonObject config) {
    JsonObject replay =
        config.getJsonObject("source", new JsonObject()).getJsonObject("replay", new JsonObject());
    String file = replay.getString("file");
    if (file == null || file.isBlank()) {
      throw new IllegalArgumentException(
          "source.replay.file: expected the path of a tick CSV, was " + file);
    }
    return new ReplayOptions(
        Path.of(file), speed(replay.getValue("speed", "max")), replay.getBoolean("again", false));
  }

  /**
   * A speed as people write it.
   *
   * @param value {@code "max"}, a number, or a number in text such as {@code "10"} or {@code "10x"}
   */
  public static double speed(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    String text = String.valueOf(value).trim();
    if (text.equalsIgnoreCase("max")) {
      return MAX;
    }
    try {
      return Double.parseDouble(text.endsWith("x") ? text.substring(0, text.length() - 1) : text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "source.replay.speed: expected \"max\" or a number above 0, was " + text, notANumber);
    }
  }
}
