package ai.tickstock.app.backtests;

import ai.tickstock.app.api.Refusal;
import ai.tickstock.app.universes.UniverseException;
import ai.tickstock.app.universes.Universes;
import ai.tickstock.wire.message.BacktestJob;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;

/** Makes jobs of what users ask for, and refuses what cannot be run. Thread-safe. */
final class JobForms {
  /** The fields a user may fill in. */
  static final String[] FIELDS = {
    "symbols", "universe", "start_date", "end_date", "timeframe", "patterns", "parameters", "rules"
  };

  private static final String SYMBOLS = "symbols";
  private static final String UNIVERSE = "universe";

  private final Universes universes;
  private final JobCheck check;
  private final Clock clock;

  JobForms(Universes universes, JobCheck check, Clock clock) {
    this.universes = universes;
    this.check = check;
    this.clock = clock;
  }

  /**
   * A job that can be run.
   *
   * @param message what the board and the log are to have: the job, and the universe's name if one
   *     was named
   */
  record Checked(BacktestJob job, JsonObject message) {}

  /**
   * The job a form asks for.
   *
   * @return fails with {@link Refusal} or {@link ai.tickstock.wire.message.MessageException}, which
   *     name the field; or with the database's error
   */
  Future<Checked> read(String jobId, String user, JsonObject form) {
    if (!form.containsKey(UNIVERSE)) {
      return Future.succeededFuture(checked(jobId, user, form));
    }
    if (form.containsKey(SYMBOLS)) {
      throw Refusal.bad("universe: expected either symbols or a universe, was both");
    }
    if (!(form.getValue(UNIVERSE) instanceof String text)) {
      throw Refusal.bad("universe: expected names with colons between, such as SPY:nasdaq100");
    }
    return universes
        .resolve(user, text)
        .recover(error -> Future.failedFuture(named(error)))
        .map(
            symbols ->
                checked(
                    jobId, user, form.copy().put(SYMBOLS, new JsonArray(List.copyOf(symbols)))));
  }

  private static Throwable named(Throwable error) {
    return error instanceof UniverseException
        ? Refusal.bad("universe: " + error.getMessage())
        : error;
  }

  /** The same job again, of the same symbols, under another id. */
  Checked again(String jobId, String user, JsonObject earlier) {
    JsonObject form = new JsonObject();
    for (String field : FIELDS) {
      if (earlier.containsKey(field)) {
        form.put(field, earlier.getValue(field));
      }
    }
    return checked(jobId, user, form);
  }

  private Checked checked(String jobId, String user, JsonObject form) {
    BacktestJob job =
        BacktestJob.from(
            form.copy()
                .put("job_type", "backtest")
                .put("job_id", jobId)
                .put("user_id", user)
                .put("timestamp", BigDecimal.valueOf(clock.millis(), 3)));
    check.check(job);
    JsonObject message = job.json();
    if (form.containsKey(UNIVERSE)) {
      message.put(UNIVERSE, form.getString(UNIVERSE));
    }
    return new Checked(job, message);
  }
}
