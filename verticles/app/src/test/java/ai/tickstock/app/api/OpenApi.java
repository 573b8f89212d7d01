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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code openapi.yaml}, as tests ask it. */
public final class OpenApi {
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
  public static JsonNode response(String method, String path, int status) {
    return follow(
        DOCUMENT
            .path("paths")
            .path(path)
            .path(method.toLowerCase(java.util.Locale.ROOT))
            .path("responses")
            .path(String.valueOf(status)));
  }

  /**
   * What is wrong with an answer; empty if nothing is. A method that is not documented is refused
   * as another of the path says.
   *
   * @param path as asked, perhaps with a query
   */
  static Set<String> faults(String method, String path, HttpResponse<?> answer) {
    String template = template(path.replaceFirst("\\?.*", ""));
    int status = answer.statusCode();
    String as = status == 405 ? DOCUMENT.at("/paths").get(template).fieldNames().next() : method;
    JsonNode response = response(as, template, status);
    if (response.isMissingNode()) {
      return Set.of(as + " " + template + " " + status + " is not documented");
    }
    if (!response.has("content")) {
      return answer.body() == null ? Set.of() : Set.of("there is a body");
    }
    return faults(response, answer).stream()
        .map(ValidationMessage::getMessage)
        .collect(Collectors.toSet());
  }

  /**
   * The documented path that an asked one is an example of; one without parameters before others.
   */
  private static String template(String path) {
    List<String> fitting = new ArrayList<>();
    DOCUMENT
        .get("paths")
        .fieldNames()
        .forEachRemaining(
            each -> {
              if (path.matches(each.replaceAll("\\{\\w+}", "[^/]+"))) {
                fitting.add(each);
              }
            });
    return fitting.stream()
        .min(Comparator.comparing(each -> each.contains("{")))
        .orElseThrow(() -> new AssertionError(path + " is not documented"));
  }

  /** What is wrong with an answer's body; empty if nothing is. */
  public static Set<ValidationMessage> faults(JsonNode response, HttpResponse<?> answer) {
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
