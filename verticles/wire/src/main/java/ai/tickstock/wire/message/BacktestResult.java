package ai.tickstock.wire.message;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * How a backtest ended.
 *
 * @param metrics by name; empty unless it completed
 * @param resultRef where the whole result is; null if there is none
 * @param error why it failed; null unless it did
 */
public record BacktestResult(
    String jobId,
    String userId,
    Status status,
    JsonObject metrics,
    String resultRef,
    String error,
    Instant timestamp) {
  private static final String TYPE = "backtest_result";

  /** The ways to end. */
  public enum Status {
    COMPLETED,
    FAILED,
    CANCELLED
  }

  /** The message of some JSON; throws {@link MessageException}. */
  public static BacktestResult from(JsonObject json) {
    Fields fields = new Fields(json);
    fields.is("event_type", TYPE);
    return new BacktestResult(
        fields.id("job_id"),
        fields.id("user_id"),
        fields.oneOf("status", Status.class),
        fields.object("metrics"),
        fields.textOrNull("result_ref"),
        fields.textOrNull("error"),
        fields.time("timestamp"));
  }

  /** Its JSON. */
  public JsonObject json() {
    return new JsonObject()
        .put("event_type", TYPE)
        .put("job_id", jobId)
        .put("user_id", userId)
        .put("status", Fields.label(status))
        .put("metrics", metrics)
        .put("result_ref", resultRef)
        .put("error", error)
        .put("timestamp", Fields.seconds(timestamp));
  }
}
