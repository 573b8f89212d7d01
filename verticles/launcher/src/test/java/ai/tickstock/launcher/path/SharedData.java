package ai.tickstock.launcher.path;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The recorded market data beside the project; a test that needs it is skipped, and says so, where
 * it is missing.
 */
final class SharedData {
  private SharedData() {}

  static Path file(String name) {
    Path root = root();
    Path file = root == null ? null : root.resolve("data").resolve(name);
    if (file == null || !Files.exists(file)) {
      abort(
          "recorded market data is not here: expected shared/data/" + name + " beside the project");
    }
    return file;
  }

  private static Path root() {
    String given = System.getProperty("shared.dir", "");
    if (!given.isBlank() && !given.startsWith("$")) {
      return Path.of(given);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path shared = at.resolve("shared");
      if (Files.exists(shared.resolve("DESIGN.md"))) {
        return shared;
      }
    }
    return null;
  }

  static BufferedReader open(Path file) {
    try {
      return new BufferedReader(
          new InputStreamReader(
              new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bars of a file, as {@code symbol start} to {@code open high low close volume}. */
  static Map<String, String> bars(
      String name, boolean volume, BiPredicate<String, Instant> wanted) {
    Map<String, String> bars = new TreeMap<>();
    try (Stream<String> lines = open(file(name)).lines()) {
      lines
          .skip(1)
          .map(line -> line.split(","))
          .filter(cells -> wanted.test(cells[0], Instant.parse(cells[1])))
          .forEach(
              cells ->
                  bars.put(
                      cells[0] + " " + Instant.parse(cells[1]),
                      Mesh.show(
                          Double.parseDouble(cells[2]),
                          Double.parseDouble(cells[3]),
                          Double.parseDouble(cells[4]),
                          Double.parseDouble(cells[5]),
                          volume ? Double.parseDouble(cells[6]) : 0)));
    }
    return bars;
  }
}
