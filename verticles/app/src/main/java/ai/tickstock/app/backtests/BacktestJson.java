package ai.tickstock.app.backtests;

import ai.tickstock.app.backtests.Backtests.Known;
import ai.tickstock.store.BacktestReader.Run;
import ai.tickstock.wire.jobs.JobState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Backtests as JSON: whole, and as lines of a list. Times are Unix seconds. */
final class BacktestJson {
  /** Symbols that stand in a line; a whole backtest has all of them. */
  private static final int SYMBOLS_LISTED = 20;

  private static final long MILLIS = 1_000;
  private static final List<String> PROGRESS =
      List.of("percent", "current_date", "symbols_done", "symbols_total", "equity", "eta_seconds");

  private BacktestJson() {}

  /** All there is to say of one: the result if it has ended, else how far it is. */
  static JsonObject whole(Known known) {
    Run run = known.run();
    if (run == null) {
      return whole(known.state());
    }
    JsonObject all = run.summary() == null ? new JsonObject() : run.summary().copy();
    all.put("job_id", run.jobId())
        .put("user_id", run.userId())
        .put("status", run.status())
        .put("created_at", seconds(run.createdAt()))
        .put("started_at", seconds(run.startedAt()))
        .put("finished_at", seconds(run.finishedAt()))
        .put("error", run.error())
        .put("job", run.job());
    return run.equity() == null ? all : all.put("equity", run.equity());
  }

  private static JsonObject whole(JobState state) {
    return new JsonObject()
        .put("job_id", state.jobId())
        .put("user_id", state.userId())
        .put("status", state.status().label())
        .put("created_at", seconds(state.createdAt()))
        .put("started_at", seconds(state.startedAt()))
        .put("finished_at", seconds(state.finishedAt()))
        .put("error", state.error())
        .put("job", state.jobData())
        .put("progress", progress(state.progress()));
  }

  static JsonObject listed(JobState state) {
    return listed(
            state.jobId(),
            state.status().label(),
            state.createdAt(),
            state.finishedAt(),
            state.error(),
            state.jobData())
        .put("progress", progress(state.progress()));
  }

  static JsonObject listed(Run run) {
    JsonObject summary = run.summary() == null ? new JsonObject() : run.summary();
    return listed(
            run.jobId(), run.status(), run.createdAt(), run.finishedAt(), run.error(), run.job())
        .put("metrics", summary.getJsonObject("metrics"));
  }

  private static JsonObject listed(
      String jobId,
      String status,
      Instant created,
      Instant finished,
      String error,
      JsonObject job) {
    JsonArray symbols = job.getJsonArray("symbols", new JsonArray());
    return new JsonObject()
        .put("job_id", jobId)
        .put("status", status)
        .put("created_at", seconds(created))
        .put("finished_at", seconds(finished))
        .put("symbols", new JsonArray(symbols.stream().limit(SYMBOLS_LISTED).toList()))
        .put("symbols_total", symbols.size())
        .put("universe", job.getString("universe"))
        .put("timeframe", job.getString("timeframe", "1day"))
        .put("start_date", job.getString("start_date"))
        .put("end_date", job.getString("end_date"))
        .put("patterns", job.getJsonArray("patterns", new JsonArray()))
        .put("progress", null)
        .put("metrics", null)
        .put("error", error);
  }

  private static JsonObject progress(JsonObject event) {
    if (event == null) {
      return null;
    }
    JsonObject progress = new JsonObject();
    PROGRESS.forEach(name -> progress.put(name, event.getValue(name)));
    return progress;
  }

  /** Whole where it is whole; a double would be written as 1.697385600123E9. */
  static Number seconds(Instant time) {
    if (time == null) {
      return null;
    }
    long millis = time.toEpochMilli();
    return millis % MILLIS == 0 ? millis / MILLIS : BigDecimal.valueOf(millis, 3);
  }
}
