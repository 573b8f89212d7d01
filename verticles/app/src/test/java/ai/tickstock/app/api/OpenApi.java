package ai.tickstock.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** {@code openapi.yaml}, as tests ask it. */
final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  static final JsonNode DOCUMENT = read();

  private OpenApi() {}

  private static JsonNode read() {
    try (var in = Api.OPENAPI.openStream()) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a reference leads to; what is none leads to itself. */
  static JsonNode follow(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** What is documented of an answer; missing if it is not documented at all. */
  static JsonNode response(String method, String path, int status) {
    return follow(
        DOCUMENT
            .path("paths")
            .path(path)
            .path(method.toLowerCase(java.util.Locale.ROOT))
            .path("responses")
            .path(String.valueOf(status)));
  }

  /** What is wrong with an answer's body; empty if nothing is. */
  static Set<ValidationMessage> faults(JsonNode response, HttpResponse<?> answer) {
    String type = answer.getHeader("Content-Type").replaceFirst(";.*", "");
    JsonNode content = response.path("content").path(type).path("schema");
    if (content.isMissingNode()) {
      throw new AssertionError(type + " is not documented: " + response);
    }
    return type.endsWith("json") ? faults(content, answer.bodyAsString()) : Set.of();
  }

  private static Set<ValidationMessage> faults(JsonNode part, String body) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.set("components", DOCUMENT.get("components"));
    schema.putArray("allOf").add(part);
    try {
      return SCHEMAS.getSchema(schema).validate(JSON.readTree(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
