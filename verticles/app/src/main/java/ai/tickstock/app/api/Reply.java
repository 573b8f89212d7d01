package ai.tickstock.app.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param body JSON; null for none
 * @param headers besides the content type
 */
public record Reply(int status, Buffer body, Map<String, String> headers) {
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** 200 with some JSON. */
  public static Reply ok(Buffer json) {
    return new Reply(200, json, Map.of());
  }

  /** 200 with some JSON. */
  public static Reply ok(JsonObject json) {
    return ok(json.toBuffer());
  }

  /** 201 with what was made. */
  public static Reply created(JsonObject json) {
    return new Reply(201, json.toBuffer(), Map.of());
  }

  /** 202 with what will be done. */
  public static Reply accepted(JsonObject json) {
    return new Reply(202, json.toBuffer(), Map.of());
  }

  /** 204, nothing to say. */
  public static Reply nothing() {
    return new Reply(204, null, Map.of());
  }

  /** The same with a header more. */
  public Reply with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, body, more);
  }
}
