package ai.tickstock.wire.message;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A backtest that App asks PL to run.
 *
 * @param symbols 1 to 20,000, in upper case
 * @param startDate first day, of the market
 * @param endDate last day, still in, not before the first
 * @param patterns 1 to 1,000 names
 * @param initialCapital above 0, in the currency of the prices
 * @param positionSize share of the equity in one position, above 0, at most 1
 */
public record BacktestJob(
    String jobId,
    String userId,
    List<String> symbols,
    LocalDate startDate,
    LocalDate endDate,
    List<String> patterns,
    double initialCapital,
    double positionSize,
    Instant timestamp) {
  private static final String TYPE = "backtest";

  /** The message of some JSON; throws {@link MessageException}. */
  public static BacktestJob from(JsonObject json) {
    Fields fields = new Fields(json);
    fields.is("job_type", TYPE);
    LocalDate start = fields.date("start_date");
    LocalDate end = fields.date("end_date");
    if (end.isBefore(start)) {
      throw fields.refused("end_date", "a date not before start_date " + start);
    }
    Fields parameters = fields.inside("parameters");
    return new BacktestJob(
        fields.id("job_id"),
        fields.id("user_id"),
        fields.symbols("symbols", 1),
        start,
        end,
        fields.names("patterns", 1),
        parameters.number(
            "initial_capital", Double.MIN_VALUE, Double.MAX_VALUE, "a Number above 0"),
        parameters.number("position_size", Double.MIN_VALUE, 1, "a Number above 0, at most 1"),
        fields.time("timestamp"));
  }

  /** Its JSON. */
  public JsonObject json() {
    return new JsonObject()
        .put("job_type", TYPE)
        .put("job_id", jobId)
        .put("user_id", userId)
        .put("symbols", new JsonArray(symbols))
        .put("start_date", startDate.toString())
        .put("end_date", endDate.toString())
        .put("patterns", new JsonArray(patterns))
        .put(
            "parameters",
            new JsonObject()
                .put("initial_capital", initialCapital)
                .put("position_size", positionSize))
        .put("timestamp", Fields.seconds(timestamp));
  }
}
