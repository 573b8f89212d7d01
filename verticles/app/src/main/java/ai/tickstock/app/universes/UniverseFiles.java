package ai.tickstock.app.universes;

import ai.tickstock.store.users.UniverseTable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shared universes, one file {@code <name>.csv} each. */
public final class UniverseFiles {
  private static final Logger LOG = LoggerFactory.getLogger(UniverseFiles.class);
  private static final String SUFFIX = ".csv";
  private static final int MOST_FILES = 500;

  private UniverseFiles() {}

  /**
   * Makes the universes of a directory, and only those, the shared ones.
   *
   * @return fails with {@link IllegalArgumentException}, which names the file and the line, if one
   *     cannot be taken; the shared ones are as they were then
   */
  public static Future<Void> share(Vertx vertx, Path directory, UniverseTable table) {
    Callable<Map<String, List<String>>> read = () -> read(directory);
    return vertx
        .executeBlocking(read)
        .compose(universes -> table.share(universes, Map.of()).map(universes))
        .onSuccess(
            universes ->
                LOG.info("{} universes of {}: {}", universes.size(), directory, universes.keySet()))
        .mapEmpty();
  }

  private static Map<String, List<String>> read(Path directory) {
    Map<String, List<String>> universes = new TreeMap<>();
    for (Path file : files(directory)) {
      String name = file.getFileName().toString();
      name = name.substring(0, name.length() - SUFFIX.length());
      if (!Universes.isName(name)) {
        throw refused(file, "expected a name of 1 to 40 of A-Z a-z 0-9 _ - before .csv", null);
      }
      universes.put(name, symbols(file));
    }
    return universes;
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> files =
          all.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
              .sorted()
              .limit(MOST_FILES + 1L)
              .toList();
      if (files.size() > MOST_FILES) {
        throw refused(directory, "expected at most " + MOST_FILES + " files", null);
      }
      return files;
    } catch (IOException e) {
      throw refused(directory, "expected a directory that can be read", e);
    }
  }

  private static List<String> symbols(Path file) {
    try {
      if (Files.size(file) > UniverseCsv.MOST_BYTES) {
        throw refused(file, "expected at most " + UniverseCsv.MOST_BYTES + " bytes", null);
      }
      return UniverseCsv.symbols(Files.readString(file));
    } catch (UniverseException e) {
      throw refused(file, e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw refused(file, "expected text in UTF-8", e);
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException refused(Path file, String why, Exception cause) {
    return new IllegalArgumentException("universes.directory: " + file + ": " + why, cause);
  }
}
