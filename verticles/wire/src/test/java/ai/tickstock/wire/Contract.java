package ai.tickstock.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The public contract, {@code asyncapi.yaml}, as tests ask it. Thread-safe. */
public final class Contract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
  private static final JsonNode DOCUMENT = read();
  private static final ConcurrentMap<String, JsonSchema> PAYLOADS = new ConcurrentHashMap<>();

  private Contract() {}

  private static JsonNode read() {
    try (InputStream in = Channels.CONTRACT.openStream()) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole document. */
  public static JsonNode document() {
    return DOCUMENT;
  }

  /** What is wrong with a message, by its name in the contract; empty if nothing is. */
  public static Set<ValidationMessage> faults(String message, JsonNode payload) {
    return PAYLOADS.computeIfAbsent(message, Contract::schema).validate(payload);
  }

  /** The same of a message as it travels. */
  public static Set<ValidationMessage> faults(String message, byte[] json, int from, int length) {
    try {
      return faults(message, JSON.readTree(json, from, length));
    } catch (IOException e) {
      throw new AssertionError(new String(json, from, length, StandardCharsets.UTF_8), e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same of a message as text. */
  public static Set<ValidationMessage> faults(String message, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return faults(message, bytes, 0, bytes.length);
  }

  private static JsonSchema schema(String message) {
    JsonNode payload = DOCUMENT.at("/components/messages/" + message + "/payload");
    if (payload.isMissingNode()) {
      throw new IllegalArgumentException("no message " + message);
    }
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.set("components", DOCUMENT.get("components"));
    schema.putArray("allOf").add(payload);
    return SCHEMAS.getSchema(schema);
  }
}
