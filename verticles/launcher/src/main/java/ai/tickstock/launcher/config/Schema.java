package ai.tickstock.launcher.config;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.indicators.Indicators;
import ai.tickstock.pl.patterns.PatternOptions;
import ai.tickstock.wire.message.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
  private static final String RESOURCES = "/conf/";

  /** Says that a name must be one of the registry, plug-ins included. */
  private static final String REGISTRY = "registry";

  private static final Schema SHIPPED = new Schema(withRegistry(resource("tickstock.schema.json")));

  private final JsonNode root;
  private final JsonSchema validator;

  private Schema(JsonNode root) {
    this.root = root;
    JsonMetaSchema dialect =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(new NonValidationKeyword("unit"))
            .keyword(new NonValidationKeyword("reload"))
            .keyword(new NonValidationKeyword(REGISTRY))
            .build();
    validator =
        JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.metaSchema(dialect).defaultMetaSchemaIri(dialect.getIri()))
            .getSchema(root);
  }

  private static JsonNode withRegistry(JsonNode schema) {
    for (JsonNode place : schema.findParents(REGISTRY)) {
      ArrayNode names = ((ObjectNode) place).putArray("enum");
      switch (place.path(REGISTRY).asText()) {
        case "functions" -> Indicators.all().forEach(each -> names.add(each.name()));
        case "patterns" -> {
          names.add(PatternOptions.ALL);
          new TreeSet<>(PatternOptions.names()).forEach(names::add);
        }
        default -> throw new IllegalStateException("no such registry: " + place);
      }
    }
    return schema;
  }

  /** The schema that came with this program. */
  static Schema shipped() {
    return SHIPPED;
  }

  /** A JSON file that came with this program. */
  static JsonNode resource(String name) {
    try (InputStream in = Schema.class.getResourceAsStream(RESOURCES + name)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a configuration, a line each; none if all is well. */
  List<String> problems(JsonNode config) {
    Set<String> problems = new LinkedHashSet<>();
    for (ValidationMessage message : validator.validate(config)) {
      problems.add(problem(message, config));
    }
    return new ArrayList<>(problems);
  }

  private String problem(ValidationMessage message, JsonNode config) {
    List<String> path = new ArrayList<>();
    for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
      path.add(message.getInstanceLocation().getName(i));
    }
    if ("additionalProperties".equals(message.getType())) {
      path.add(message.getProperty());
      return unknown(shown(path));
    }
    JsonNode value = config;
    for (String name : path) {
      value = value.isArray() ? value.path(Integer.parseInt(name)) : value.path(name);
    }
    if ("required".equals(message.getType())) {
      path.add(message.getProperty());
      value = MissingNode.getInstance();
    }
    return Expectation.problem(shown(path), at(path), value);
  }

  /** Of names that are not the schema's there is nothing that cannot be. */
  private static String shown(List<String> path) {
    return path.stream().map(Texts::name).collect(Collectors.joining("."));
  }

  /** A line for a key that does not exist, with the nearest ones that do. */
  String unknown(String key) {
    return key + ": no such key; the nearest are " + Nearest.to(key, keys());
  }

  /** All keys that have a value of their own, dotted. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    collect("", root, keys);
    return keys;
  }

  private static void collect(String prefix, JsonNode schema, Set<String> keys) {
    if (!schema.has("properties")) {
      keys.add(prefix);
      return;
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      collect(
          prefix.isEmpty() ? property.getKey() : prefix + "." + property.getKey(),
          property.getValue(),
          keys);
    }
  }

  /** Whether a change of a key takes effect while the process runs. */
  boolean isLive(String key) {
    return "live".equals(at(path(key)).path("reload").asText());
  }

  /**
   * The names a dotted key is made of; a name may have dots itself, as channels' have.
   *
   * @return null if there is no such key
   */
  List<String> path(String key) {
    return path(key, root);
  }

  private static List<String> path(String rest, JsonNode schema) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      List<String> behind = null;
      if (rest.equals(name)) {
        behind = List.of();
      } else if (rest.startsWith(name + ".")) {
        behind = path(rest.substring(name.length() + 1), property.getValue());
      }
      if (behind != null) {
        List<String> path = new ArrayList<>(List.of(name));
        path.addAll(behind);
        return path;
      }
    }
    return schema.path("additionalProperties").isObject() ? List.of(rest) : null;
  }

  /** What the schema says of the place at a path. */
  JsonNode at(List<String> path) {
    JsonNode schema = root;
    for (String name : path) {
      JsonNode property = schema.path("properties").path(name);
      if (!property.isMissingNode()) {
        schema = property;
      } else if (schema.has("items")) {
        schema = schema.path("items");
      } else {
        schema = schema.path("additionalProperties");
      }
    }
    return schema;
  }
}
