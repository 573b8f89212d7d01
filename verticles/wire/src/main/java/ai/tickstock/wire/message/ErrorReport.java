package ai.tickstock.wire.message;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What went wrong, said to all.
 *
 * @param component who says so
 * @param reason a short name that does not change, such as {@code price_invalid}
 * @param message for a person: what was wrong and what is expected
 * @param sample the offending data, cut to 200 characters; null if there is none. What cannot be
 *     sent of it, and of the message, is replaced
 * @param count how many such things it stands for
 */
public record ErrorReport(
    Severity severity,
    String component,
    String reason,
    String message,
    String sample,
    long count,
    Instant timestamp) {
  private static final String TYPE = "error";
  private static final int SAMPLE_CHARACTERS = 200;

  /** How bad it is. */
  public enum Severity {
    WARNING,
    ERROR,
    CRITICAL
  }

  public ErrorReport {
    message = Texts.sound(message);
    sample = Fields.cut(Texts.sound(sample), SAMPLE_CHARACTERS);
  }

  /** The message of some JSON; throws {@link MessageException}. */
  public static ErrorReport from(JsonObject json) {
    Fields fields = new Fields(json);
    fields.is("event_type", TYPE);
    return new ErrorReport(
        fields.oneOf("severity", Severity.class),
        fields.id("component"),
        fields.id("reason"),
        fields.text("message"),
        fields.textOrNull("sample"),
        fields.count("count", 0),
        fields.time("timestamp"));
  }

  /** Its JSON. */
  public JsonObject json() {
    return new JsonObject()
        .put("event_type", TYPE)
        .put("severity", Fields.label(severity))
        .put("component", component)
        .put("reason", reason)
        .put("message", message)
        .put("sample", sample)
        .put("count", count)
        .put("timestamp", Fields.seconds(timestamp));
  }
}
