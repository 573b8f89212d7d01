package ai.tickstock.app.universes;

import io.vertx.core.json.JsonObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where shared universes come from.
 *
 * @param directory of files {@code <name>.csv}; {@code universes.directory}, default none, which
 *     leaves the shared ones as they are
 */
public record UniverseOptions(Optional<Path> directory) {
  /**
   * Options from {@code universes} of the whole configuration.
   *
   * @throws IllegalArgumentException naming the key, its value and what is expected
   */
  public static UniverseOptions from(JsonObject config) {
    String directory =
        config.getJsonObject("universes", new JsonObject()).getString("directory", "");
    try {
      return new UniverseOptions(
          directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory)));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "universes.directory: expected a directory, was \"" + directory + "\"", e);
    }
  }
}
