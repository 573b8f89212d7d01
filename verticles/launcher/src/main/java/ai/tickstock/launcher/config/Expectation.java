package ai.tickstock.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the schema expects at one place, in words. */
final class Expectation {
  private Expectation() {}

  /** {@code aggregation.lateness: expected an integer of at least 0 (milliseconds), was "fast"}. */
  static String problem(String key, JsonNode schema, JsonNode value) {
    String was =
        value.isMissingNode()
            ? "missing"
            : Secrets.isSecret(key) ? "(not shown)" : value.toString();
    return (key.isEmpty() ? "the configuration" : key)
        + ": expected "
        + of(schema)
        + ", was "
        + Secrets.masked(was);
  }

  private static String of(JsonNode schema) {
    if (schema.has("enum")) {
      return oneOf(schema.path("enum"));
    }
    if (schema.path("type").isArray()) {
      return schema.path("examples").path(0) + " or a number" + range(schema);
    }
    String unit = schema.path("unit").asText("");
    return type(schema)
        + range(schema)
        + example(schema)
        + (unit.isEmpty() ? "" : " (" + unit + ")");
  }

  private static String oneOf(JsonNode values) {
    List<String> names = new ArrayList<>();
    values.forEach(value -> names.add(value.asText()));
    return "one of " + String.join(", ", names);
  }

  private static String type(JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "integer" -> "an integer";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "an array";
      case "object" -> "an object";
      default -> "text";
    };
  }

  private static String range(JsonNode schema) {
    if (schema.has("exclusiveMinimum")) {
      String above = " above " + schema.path("exclusiveMinimum").asText();
      return schema.has("maximum") ? above + " up to " + schema.path("maximum").asText() : above;
    }
    if (schema.has("minimum") && schema.has("maximum")) {
      return " of " + schema.path("minimum").asText() + " to " + schema.path("maximum").asText();
    }
    return schema.has("minimum") ? " of at least " + schema.path("minimum").asText() : "";
  }

  private static String example(JsonNode schema) {
    return schema.has("examples") ? " such as " + schema.path("examples").path(0) : "";
  }
}
