package ai.tickstock.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.indicators.IndicatorDefinition;
import ai.tickstock.analytics.indicators.Indicators;
import ai.tickstock.analytics.patterns.Patterns;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
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
  void thePatternsThatMayBeEnabledAreThoseThereAre() {
    assertThat(names(root.at("/properties/patterns/properties/enabled/items/enum")))
        .containsExactlyInAnyOrderElementsOf(Patterns.names());
  }

  @Test
  void theIndicatorsThatMayBeEnabledAreThoseThereAre() {
    assertThat(
            names(root.at("/properties/indicators/properties/enabled/items/properties/name/enum")))
        .containsExactlyElementsOf(
            Indicators.all().stream().map(IndicatorDefinition::name).toList());
  }

  private static List<String> names(JsonNode array) {
    List<String> names = new ArrayList<>();
    array.forEach(name -> names.add(name.asText()));
    return names;
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
