package ai.tickstock.launcher.config;

import ai.tickstock.wire.message.Texts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * One key set from outside the file: {@code a.b.c=value}.
 *
 * @param path the names the key is made of
 * @param value of the type its key has, where the text can be read so; else text, which the schema
 *     then refuses by name
 */
record Setting(List<String> path, JsonNode value) {
  private static final int LONGEST_SHOWN = 120;
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads {@code key=value}. An array may be written as JSON or as words with commas between.
   *
   * @throws ConfigException if there is no such key, or no {@code =}
   */
  static Setting parse(String text, Schema schema) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new ConfigException(
          "--set: expected key=value, was \""
              + Texts.shown(Secrets.masked(text), LONGEST_SHOWN)
              + "\"");
    }
    String key = text.substring(0, equals).strip();
    List<String> path = schema.path(key);
    if (path == null) {
      throw new ConfigException(schema.unknown(Texts.name(key)));
    }
    return new Setting(path, typed(schema.at(path), text.substring(equals + 1)));
  }

  private static JsonNode typed(JsonNode schema, String text) {
    if (schema.path("type").isArray()) {
      JsonNode scalar = json(text);
      return scalar.isNumber() ? scalar : TextNode.valueOf(text);
    }
    return switch (schema.path("type").asText()) {
      case "string" -> TextNode.valueOf(text);
      case "array" -> text.stripLeading().startsWith("[") ? json(text) : words(schema, text);
      default -> json(text);
    };
  }

  private static JsonNode words(JsonNode schema, String text) {
    ArrayNode words = JsonNodeFactory.instance.arrayNode();
    if (!text.isBlank()) {
      for (String word : text.split(",", -1)) {
        words.add(typed(schema.path("items"), word.strip()));
      }
    }
    return words;
  }

  private static JsonNode json(String text) {
    try {
      JsonNode value = Numbers.plain(STRICT.readTree(text));
      return value.isMissingNode() || value.isNull() ? TextNode.valueOf(text) : value;
    } catch (JsonProcessingException notJson) {
      return TextNode.valueOf(text);
    }
  }

  /** Puts the value where it belongs; what is in the way and is no object gives way. */
  void applyTo(ObjectNode config) {
    ObjectNode at = config;
    for (String name : path.subList(0, path.size() - 1)) {
      at = at.path(name).isObject() ? (ObjectNode) at.get(name) : at.putObject(name);
    }
    at.set(path.get(path.size() - 1), value);
  }
}
