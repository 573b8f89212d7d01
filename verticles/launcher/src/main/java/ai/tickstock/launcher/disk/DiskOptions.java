package ai.tickstock.launcher.disk;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/**
 * Which disk is watched.
 *
 * @param directory {@code data.directory}
 * @param leastBytes with less free it is nearly full, {@code data.minFreeMegabytes}; default 512
 *     MiB, 0 never
 */
public record DiskOptions(Path directory, long leastBytes) {
  private static final int MEGABYTES = 512;

  /** Reads the whole configuration. */
  public static DiskOptions from(JsonObject config) {
    JsonObject data = config.getJsonObject("data");
    return new DiskOptions(
        Path.of(data.getString("directory")),
        (long) data.getInteger("minFreeMegabytes", MEGABYTES) << 20);
  }
}
