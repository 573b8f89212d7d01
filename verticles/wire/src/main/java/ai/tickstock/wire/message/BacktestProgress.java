package ai.tickstock.wire.message;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;

/**
 * How far a backtest is.
 *
 * @param percent 0 to 100
 * @param currentDate the day it simulates
 * @param symbolsTotal at least 1
 * @param equity in the currency of the prices
 * @param etaSeconds about how long it will still take
 */
public record BacktestProgress(
    String jobId,
    String userId,
    double percent,
    LocalDate currentDate,
    long symbolsDone,
    long symbolsTotal,
    double equity,
    double etaSeconds,
    Instant timestamp) {
  private static final String TYPE = "backtest_progress";

  /** The message of some JSON; throws {@link MessageException}. */
  public static BacktestProgress from(JsonObject json) {
    Fields fields = new Fields(json);
    fields.is("event_type", TYPE);
    return new BacktestProgress(
        fields.id("job_id"),
        fields.id("user_id"),
        fields.number("percent", 0, 100, "a Number from 0 to 100"),
        fields.date("current_date"),
        fields.count("symbols_done", 0),
        fields.count("symbols_total", 1),
        fields.number("equity"),
        fields.number("eta_seconds", 0, Double.MAX_VALUE, "a Number of at least 0"),
        fields.time("timestamp"));
  }

  /** Its JSON. */
  public JsonObject json() {
    return new JsonObject()
        .put("event_type", TYPE)
        .put("job_id", jobId)
        .put("user_id", userId)
        .put("percent", percent)
        .put("current_date", currentDate.toString())
        .put("symbols_done", symbolsDone)
        .put("symbols_total", symbolsTotal)
        .put("equity", equity)
        .put("eta_seconds", etaSeconds)
        .put("timestamp", Fields.seconds(timestamp));
  }
}
