package ai.tickstock.launcher.config;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.wire.message.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the schema expects at one place, in words. */
final class Expectation {
  private static final int MOST_NAMES = 12;
  private static final int LONGEST_SHOWN = 120;

  private Expectation() {}

  /** {@code aggregation.lateness: expected an integer of at least 0 (milliseconds), was "fast"}. */
  static String problem(String key, JsonNode schema, JsonNode value) {
    String was =
        value.isMissingNode()
            ? "missing"
            : Secrets.isSecret(key) ? "(not shown)" : value.toString();
    return (key.isEmpty() ? "the configuration" : key)
        + ": expected "
        + of(schema, value)
        + ", was "
        + Texts.shown(Secrets.masked(was), LONGEST_SHOWN);
  }

  private static String of(JsonNode schema, JsonNode value) {
    if (schema.has("enum")) {
      return oneOf(schema.path("enum"), value);
    }
    if (schema.path("type").isArray()) {
      return either(schema);
    }
    String unit = schema.path("unit").asText("");
    return type(schema)
        + range(schema)
        + example(schema)
        + (unit.isEmpty() ? "" : " (" + unit + ")");
  }

  private static String either(JsonNode schema) {
    boolean object = "object".equals(schema.path("type").path(0).asText());
    return schema.path("examples").path(0)
        + (object ? " or text such as SMA(20)" : " or a number" + range(schema));
  }

  /** All of a few names, the nearest of many. */
  private static String oneOf(JsonNode values, JsonNode value) {
    List<String> names = new ArrayList<>();
    values.forEach(each -> names.add(each.asText()));
    return names.size() <= MOST_NAMES
        ? "one of " + String.join(", ", names)
        : "a name such as " + Nearest.to(value.asText(), names);
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
