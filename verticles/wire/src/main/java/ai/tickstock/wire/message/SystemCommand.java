package ai.tickstock.wire.message;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A command to PL about a job. */
public record SystemCommand(Command command, String jobId, Instant timestamp) {
  /** What can be commanded. */
  public enum Command {
    CANCEL_JOB
  }

  /** The message of some JSON; throws {@link MessageException}. */
  public static SystemCommand from(JsonObject json) {
    Fields fields = new Fields(json);
    return new SystemCommand(
        fields.oneOf("command", Command.class), fields.id("job_id"), fields.time("timestamp"));
  }

  /** Its JSON. */
  public JsonObject json() {
    return new JsonObject()
        .put("command", Fields.label(command))
        .put("job_id", jobId)
        .put("timestamp", Fields.seconds(timestamp));
  }
}
