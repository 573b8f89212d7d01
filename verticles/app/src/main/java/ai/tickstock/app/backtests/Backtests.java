package ai.tickstock.app.backtests;

import ai.tickstock.app.api.Refusal;
import ai.tickstock.store.BacktestReader;
import ai.tickstock.store.BacktestReader.Run;
import ai.tickstock.wire.jobs.JobState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Users' backtests, from the board (what waits, runs, or ended within a day) and the database (what
 * has a result). Each is given to its own user only; to another there is none. Thread-safe.
 */
final class Backtests {
  /** Rows looked through for those in one state. */
  private static final int MOST_LOOKED_THROUGH = 1_000;

  private final BacktestDesk desk;
  private final BacktestReader reader;

  Backtests(BacktestDesk desk, BacktestReader reader) {
    this.desk = desk;
    this.reader = reader;
  }

  /**
   * What is known of one.
   *
   * @param run null if the database has none, or one that has not ended while the board knows it
   * @param state null if the board has none, or was not asked because the run has ended
   */
  record Known(Run run, JobState state) {
    boolean hasEnded() {
      return run != null ? Backtests.hasEnded(run) : state.status().isEnd();
    }

    String status() {
      return run != null ? run.status() : state.status().label();
    }

    /** The job as it was submitted. */
    JsonObject job() {
      return run != null ? run.job() : state.jobData();
    }
  }

  /**
   * A user's backtest.
   *
   * @return fails with {@link Refusal} if he has none by this id
   */
  Future<Known> find(String user, String jobId) {
    return reader
        .run(jobId)
        .compose(
            run ->
                hasEnded(run)
                    ? Future.succeededFuture(new Known(owned(run, user) ? run : null, null))
                    : state(jobId).compose(state -> known(user, run, state)))
        .map(known -> checked(known, jobId));
  }

  private static boolean hasEnded(Run run) {
    return run != null && !run.status().equals("running");
  }

  private static Known checked(Known known, String jobId) {
    if (known.run() == null && known.state() == null) {
      throw unknown(jobId);
    }
    return known;
  }

  /** A result is stored before the board hears of its end: one that has ended since is there. */
  private Future<Known> known(String user, Run run, JobState state) {
    if (state == null) {
      return Future.succeededFuture(new Known(run != null && owned(run, user) ? run : null, null));
    }
    if (!state.userId().equals(user)) {
      return Future.succeededFuture(new Known(null, null));
    }
    return state.status().isEnd()
        ? reader.run(state.jobId()).map(now -> new Known(hasEnded(now) ? now : null, state))
        : Future.succeededFuture(new Known(null, state));
  }

  private static boolean owned(Run run, String user) {
    return run.userId().equals(user);
  }

  static Refusal unknown(String jobId) {
    String shown = jobId.length() <= 60 ? jobId : jobId.substring(0, 60) + "…";
    return Refusal.unknown("id: you have no backtest \"" + shown + "\"");
  }

  private Future<JobState> state(String jobId) {
    return jobId.length() > 200
        ? Future.succeededFuture()
        : desk.state(jobId).recover(error -> Future.failedFuture(Refusal.away("Redis")));
  }

  /**
   * A user's backtests as the list has them, newest first.
   *
   * @param before only what was created earlier; null for no bound
   * @param status only those in this state; null for all
   */
  Future<List<JsonObject>> list(String user, int limit, Instant before, String status) {
    int looked = status == null ? limit : MOST_LOOKED_THROUGH;
    return desk.jobsOf(user)
        .recover(error -> Future.failedFuture(Refusal.away("Redis")))
        .compose(
            states ->
                reader
                    .runs(user, looked, before)
                    .map(
                        runs ->
                            merged(states, runs, before).stream()
                                .filter(
                                    each ->
                                        status == null || status.equals(each.getString("status")))
                                .limit(limit)
                                .toList()));
  }

  private static List<JsonObject> merged(List<JobState> states, List<Run> runs, Instant before) {
    Map<String, JsonObject> found = new LinkedHashMap<>();
    Map<String, Instant> created = new LinkedHashMap<>();
    for (JobState state : states) {
      if (before == null || state.createdAt().isBefore(before)) {
        found.put(state.jobId(), BacktestJson.listed(state));
        created.put(state.jobId(), state.createdAt());
      }
    }
    for (Run run : runs) {
      if (!run.status().equals("running") || !found.containsKey(run.jobId())) {
        found.put(run.jobId(), BacktestJson.listed(run));
        created.put(run.jobId(), run.createdAt());
      }
    }
    List<String> ids = new ArrayList<>(found.keySet());
    ids.sort(Comparator.comparing((String id) -> created.get(id)).reversed());
    return ids.stream().map(found::get).toList();
  }
}
