package ai.tickstock.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code conf/tickstock.schema.json}: what keys there are, of what type and range, in what unit.
 * Thread-safe.
 */
final class Schema {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonObject root;
  private final JsonSchema validator;

  Schema() {
    String text = resource("tickstock.schema.json");
    root = new JsonObject(text);
    validator = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
  }

  static String resource(String name) {
    try (InputStream in = Schema.class.getResourceAsStream("/conf/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is wrong with a configuration: a line each, naming the key, its value and what is
   * expected.
   */
  List<String> problems(JsonObject config) {
    JsonNode node;
    try {
      node = MAPPER.readTree(config.encode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> problems = new LinkedHashSet<>();
    for (ValidationMessage message : validator.validate(node)) {
      problems.add(problem(message, config));
    }
    return new ArrayList<>(problems);
  }

  private String problem(ValidationMessage message, JsonObject config) {
    List<String> path = path(message);
    if (message.getProperty() != null && "additionalProperties".equals(message.getType())) {
      return unknown(join(path, message.getProperty()));
    }
    JsonObject schema = at(path);
    String key = String.join(".", path);
    return key + ": expected " + expectation(schema) + ", was " + Json.encode(value(config, path));
  }

  private static List<String> path(ValidationMessage message) {
    List<String> path = new ArrayList<>();
    for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
      path.add(message.getInstanceLocation().getName(i));
    }
    return path;
  }

  private static String join(List<String> path, String last) {
    return path.isEmpty() ? last : String.join(".", path) + "." + last;
  }

  /** A line for a key that does not exist, with the nearest ones that do. */
  String unknown(String key) {
    List<String> nearest =
        keys().stream()
            .sorted(java.util.Comparator.comparingInt(known -> Spelling.distance(known, key)))
            .limit(3)
            .toList();
    return key + ": no such key; the nearest are " + String.join(", ", nearest);
  }

  /** All keys that have a value, dotted. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    collect("", root, keys);
    return keys;
  }

  private static void collect(String prefix, JsonObject schema, Set<String> keys) {
    JsonObject properties = schema.getJsonObject("properties");
    if (properties == null) {
      keys.add(prefix);
      return;
    }
    for (Map.Entry<String, Object> property : properties) {
      String name = prefix.isEmpty() ? property.getKey() : prefix + "." + property.getKey();
      collect(name, (JsonObject) property.getValue(), keys);
    }
  }

  /**
   * The names a dotted key is made of; names of channels contain dots themselves. Null if there is
   * no such key.
   */
  List<String> split(String key) {
    return split(key, root, new ArrayList<>());
  }

  private static List<String> split(String rest, JsonObject schema, List<String> path) {
    if (rest.isEmpty()) {
      return path;
    }
    JsonObject properties = schema.getJsonObject("properties");
    if (properties == null) {
      if (schema.getValue("additionalProperties") instanceof JsonObject) {
        path.add(rest);
        return path;
      }
      return null;
    }
    for (String name : properties.fieldNames()) {
      if (rest.equals(name) || rest.startsWith(name + ".")) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        String left = rest.equals(name) ? "" : rest.substring(name.length() + 1);
        List<String> found = split(left, properties.getJsonObject(name), longer);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** The schema of what stands at a path. */
  JsonObject at(List<String> path) {
    JsonObject schema = root;
    for (String name : path) {
      JsonObject properties = schema.getJsonObject("properties", new JsonObject());
      if (properties.containsKey(name)) {
        schema = properties.getJsonObject(name);
      } else if (schema.containsKey("items")) {
        schema = schema.getJsonObject("items");
      } else if (schema.getValue("additionalProperties") instanceof JsonObject any) {
        schema = any;
      } else {
        return new JsonObject();
      }
    }
    return schema;
  }

  private static Object value(JsonObject config, List<String> path) {
    Object value = config;
    for (String name : path) {
      if (value instanceof JsonObject object) {
        value = object.getValue(name);
      } else if (value instanceof JsonArray array) {
        value = array.getValue(Integer.parseInt(name));
      }
    }
    return value;
  }

  private static String expectation(JsonObject schema) {
    if (schema.containsKey("enum")) {
      return "one of "
          + schema.getJsonArray("enum").stream()
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    StringBuilder text = new StringBuilder();
    text.append(
        switch (String.valueOf(schema.getValue("type"))) {
          case "integer" -> "an integer";
          case "number" -> "a number";
          case "boolean" -> "true or false";
          case "array" -> "an array";
          case "object" -> "an object";
          case "string" -> "a string";
          default -> "a string or a number";
        });
    if (schema.containsKey("maximum")) {
      text.append(" of ").append(least(schema)).append(" to ").append(schema.getValue("maximum"));
    }
    String about = schema.getString("description", "");
    return about.isEmpty() ? text.toString() : text + " (" + about.replaceAll("\\.$", "") + ")";
  }

  private static Object least(JsonObject schema) {
    return schema.containsKey("exclusiveMinimum")
        ? "above " + schema.getValue("exclusiveMinimum")
        : schema.getValue("minimum");
  }
}
