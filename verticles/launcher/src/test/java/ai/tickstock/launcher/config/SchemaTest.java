package ai.tickstock.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private final JsonNode root = Schema.resource("tickstock.schema.json");
  private final JsonNode shipped = Schema.resource("tickstock.json");

  @Test
  void theShippedConfigurationIsValid() {
    assertThat(Schema.shipped().problems(shipped)).isEmpty();
  }

  @Test
  void theShippedConfigurationHasEveryKeyWithItsDefault() {
    assertThat(shipped).isEqualTo(defaults(root));
  }

  @Test
  void everyKeyIsDescribedAndNoneIsFreeToBeMisspelt() {
    check("", root);
  }

  @Test
  void everyIntegerHasBoundsThatALongHolds() {
    for (JsonNode type : root.findParents("type")) {
      if ("integer".equals(type.path("type").asText())) {
        assertThat(type.path("minimum").canConvertToLong()).as("minimum of " + type).isTrue();
        assertThat(type.path("maximum").canConvertToLong()).as("maximum of " + type).isTrue();
      }
    }
  }

  @Test
  void aNameOfTheRegistryIsExpected() {
    assertThat(problems("{\"patterns\": {\"enabled\": [\"ALL\", \"Doji\"]}}")).isEmpty();
    assertThat(problems("{\"indicators\": {\"enabled\": [{\"name\": \"RSI\"}, \"SMA(20)\"]}}"))
        .isEmpty();
    assertThat(problems("{\"indicators\": {\"enabled\": [{\"name\": \"RSJ\"}]}}"))
        .singleElement()
        .asString()
        .startsWith("indicators.enabled.0.name: expected ")
        .contains("RSI")
        .endsWith("was \"RSJ\"");
    assertThat(problems("{\"indicators\": {\"enabled\": [{}]}}"))
        .singleElement()
        .asString()
        .startsWith("indicators.enabled.0.name: expected ")
        .endsWith("was missing");
    assertThat(problems("{\"patterns\": {\"enabled\": [\"Dojo\"]}}"))
        .singleElement()
        .asString()
        .startsWith("patterns.enabled.0: expected ")
        .contains("Doji");
    assertThat(problems("{\"indicators\": {\"enabled\": [7]}}"))
        .containsExactly(
            "indicators.enabled.0: expected {\"name\":\"SMA\",\"parameters\":{\"timePeriod\":20}} or text such as SMA(20), was 7");
  }

  private static List<String> problems(String config) {
    try {
      return Schema.shipped().problems(new ObjectMapper().readTree(config));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode defaults(JsonNode schema) {
    if (schema.has("default")) {
      return schema.get("default");
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      object.set(property.getKey(), defaults(property.getValue()));
    }
    return object;
  }

  private static void check(String key, JsonNode schema) {
    assertThat(schema.path("description").asText()).as("description of " + key).isNotEmpty();
    if (schema.has("properties")) {
      assertThat(schema.path("additionalProperties").asBoolean(true)).as(key).isFalse();
      schema
          .get("properties")
          .properties()
          .forEach(property -> check(key + "." + property.getKey(), property.getValue()));
    }
  }
}
