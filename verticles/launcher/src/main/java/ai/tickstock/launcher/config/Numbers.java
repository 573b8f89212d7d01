package ai.tickstock.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * Numbers as the schema means them. A whole one is an integer however it is written ({@code
 * 8080.0}, {@code 8e3}); one that no double holds becomes text, which the schema then refuses where
 * a number is expected.
 */
final class Numbers {
  /** From here on doubles skip integers. */
  private static final double MOST_EXACT = 0x1p53;

  private Numbers() {}

  /** The same, in place where it is an object or an array. */
  static JsonNode plain(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        member.setValue(plain(member.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, plain(array.get(i)));
      }
    } else if (node.isDouble()) {
      return number(node.doubleValue());
    }
    return node;
  }

  private static JsonNode number(double value) {
    if (!Double.isFinite(value)) {
      return TextNode.valueOf(Double.toString(value));
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < MOST_EXACT;
    return whole ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
  }
}
