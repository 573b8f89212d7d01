package ai.tickstock.pl.backtest;

import ai.tickstock.store.write.BacktestWriter.End;
import ai.tickstock.wire.jobs.JobState;
import ai.tickstock.wire.jobs.JobState.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What is stored of a job that ended without figures. */
final class Endings {
  private Endings() {}

  /**
   * An end.
   *
   * @param started null if it never was
   * @param error null if it was cancelled
   */
  static End without(JobState job, Status status, Instant started, Instant now, String error) {
    JsonObject summary =
        new JsonObject()
            .put("job_id", job.jobId())
            .put("user_id", job.userId())
            .put("status", status.label())
            .put("created_at", seconds(job.createdAt()))
            .put("started_at", seconds(started))
            .put("finished_at", seconds(now))
            .put("error", error)
            .put("is_complete", false)
            .put("job", job.jobData())
            .put("warnings", new JsonArray());
    return new End(status.label(), now, summary, null, error, List.of());
  }

  /** Where a run's result is. */
  static String ref(String jobId) {
    return "/api/backtests/" + jobId;
  }

  /** Why, for people. */
  static String reason(Throwable error) {
    return error.getMessage() == null ? error.toString() : error.getMessage();
  }

  private static Number seconds(Instant time) {
    return time == null ? null : BigDecimal.valueOf(time.toEpochMilli(), 3);
  }
}
