package ai.tickstock.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * What went wrong, for {@link Channels#ERRORS}.
 *
 * @param severity warning, error or critical
 * @param component who says so
 * @param reason a short name that does not change, such as {@code price_invalid}
 * @param message for a person: what was wrong and what is expected
 * @param sample the offending data, cut; may be null
 * @param count how many such things it stands for
 */
public record ErrorReport(
    String severity, String component, String reason, String message, String sample, long count) {
  private static final int SAMPLE_CHARACTERS = 200;

  public ErrorReport {
    if (sample != null && sample.length() > SAMPLE_CHARACTERS) {
      sample = sample.substring(0, SAMPLE_CHARACTERS) + "…";
    }
  }

  /** The message's JSON. */
  public Buffer encode(long nowMillis) {
    return new JsonObject()
        .put("event_type", "error")
        .put("severity", severity)
        .put("component", component)
        .put("reason", reason)
        .put("message", message)
        .put("sample", sample)
        .put("count", count)
        .put("timestamp", nowMillis / 1000.0)
        .toBuffer();
  }
}
