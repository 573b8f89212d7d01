package ai.tickstock.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * JSON may say numbers that no double holds. Here they become text, which the schema then refuses
 * where a number is expected.
 */
final class Finite {
  private Finite() {}

  /** The same, in place where it is an object or an array. */
  static JsonNode numbers(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        member.setValue(numbers(member.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, numbers(array.get(i)));
      }
    } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      return TextNode.valueOf(node.asText());
    }
    return node;
  }
}
