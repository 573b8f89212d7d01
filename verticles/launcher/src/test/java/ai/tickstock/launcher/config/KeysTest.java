package ai.tickstock.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema and the code know the same keys, by their last names. */
class KeysTest {
  private static final Path MODULES = Path.of("..");
  private static final List<String> ROOMS = List.of("wire", "app", "pl", "launcher");

  /** Where keys are read: the options, and the few that read the configuration besides them. */
  private static final Pattern READERS =
      Pattern.compile(".*(Options|Config|Topics|MarketCalendars|Logging)\\.java");

  private static final Pattern READ =
      Pattern.compile(
          "\\b(?:get(?:String|Integer|Long|Double|Boolean|Number|Value|JsonObject|JsonArray)"
              + "|containsKey|section)\\(\\s*(?:\\w+,\\s*)?\"(\\w+)\"");

  private static final Pattern WORD = Pattern.compile("\"([\\w.:]+)\"");

  private final Set<String> keys = new TreeSet<>();

  KeysTest() {
    collect(Schema.resource("tickstock.schema.json"));
  }

  private void collect(JsonNode schema) {
    for (String inside : List.of("items", "additionalProperties")) {
      if (schema.path(inside).isObject()) {
        collect(schema.get(inside));
      }
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      keys.add(property.getKey());
      collect(property.getValue());
    }
  }

  @Test
  void everyKeyThatIsReadIsInTheSchema() {
    Set<String> read = words(READ, file -> READERS.matcher(file.toString()).matches());
    assertThat(read).hasSizeGreaterThan(20);
    assertThat(keys).containsAll(read);
  }

  @Test
  void everyKeyOfTheSchemaIsKnownToTheCode() {
    assertThat(words(WORD, file -> true)).containsAll(keys);
  }

  private static Set<String> words(Pattern pattern, Predicate<Path> wanted) {
    return ROOMS.stream()
        .flatMap(room -> sources(MODULES.resolve(room).resolve("src/main/java")))
        .filter(wanted)
        .flatMap(file -> pattern.matcher(read(file)).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Path> sources(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
