package ai.tickstock.wire.jobs;

import ai.tickstock.wire.jobs.JobState.Status;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** The fields of a job's hash, all of them text. */
final class JobHash {
  /** In the order in which {@link #state} takes their values. */
  static final List<String> FIELDS =
      List.of(
          "status",
          "user_id",
          "created_at",
          "job_data",
          "progress",
          "worker",
          "result_ref",
          "error",
          "started_at",
          "finished_at",
          "attempts");

  private JobHash() {}

  /**
   * A job's state out of the answer to HMGET of all fields.
   *
   * @return null if there is no such job
   */
  static JobState state(String jobId, Response values) {
    if (values.get(0) == null || values.get(1) == null) {
      return null;
    }
    String attempts = text(values, 10);
    return new JobState(
        jobId,
        text(values, 1),
        Status.of(text(values, 0)),
        time(text(values, 2)),
        json(text(values, 3)),
        json(text(values, 4)),
        text(values, 5),
        text(values, 6),
        text(values, 7),
        time(text(values, 8)),
        time(text(values, 9)),
        attempts == null ? 0 : Integer.parseInt(attempts));
  }

  private static String text(Response values, int field) {
    Response value = values.get(field);
    return value == null ? null : value.toString();
  }

  private static JsonObject json(String text) {
    return text == null ? null : new JsonObject(text);
  }

  private static Instant time(String seconds) {
    return seconds == null
        ? null
        : Instant.ofEpochMilli(new BigDecimal(seconds).movePointRight(3).longValue());
  }

  /** Unix seconds, written as text, without decimals where there are none. */
  static String seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros().toPlainString();
  }
}
