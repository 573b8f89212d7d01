package ai.tickstock.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.Reasons;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** However a configuration is spoiled: it is whole and valid, or refused by its keys. */
class ConfigurationFuzzTest {
  private static final Path FILE = Path.of("mesh.json");
  private static final JsonObject SHIPPED =
      new JsonObject(Schema.resource("tickstock.json").toString());
  private static final List<String> SECTIONS = List.copyOf(SHIPPED.fieldNames());
  private static final List<String> KEYS = List.copyOf(Schema.shipped().keys());

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aSpoiledFileIsTakenOrRefusedByKey(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          String section = SECTIONS.get(nasty.random().nextInt(SECTIONS.size()));
          JsonObject file = new JsonObject().put(section, SHIPPED.getValue(section));
          String text = nasty.spoiled(file);
          load(text, List.of());
        });
  }

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aSpoiledSettingIsTakenOrRefusedByKey(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          String key = KEYS.get(nasty.random().nextInt(KEYS.size()));
          String setting = key + "=" + nasty.value();
          load(null, List.of(nasty.random().nextInt(4) == 0 ? nasty.scribbled(setting) : setting));
        });
  }

  static void load(String content, List<String> settings) {
    try {
      Configuration taken = Configuration.of(FILE, content, Map.of(), settings);
      assertIntegers(Schema.resource("tickstock.schema.json"), taken.json());
    } catch (ConfigException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      refused
          .getMessage()
          .lines()
          .forEach(line -> Reasons.assertUnderstandable(line, content + " " + settings));
    }
  }

  /** A fraction or more digits than a long has would be cut off by whoever reads the key. */
  private static void assertIntegers(JsonNode schema, Object taken) {
    if ("integer".equals(schema.path("type").asText())) {
      assertThat(taken).isInstanceOfAny(Integer.class, Long.class);
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      Object inner = ((JsonObject) taken).getValue(property.getKey());
      if (inner != null) {
        assertIntegers(property.getValue(), inner);
      }
    }
  }
}
