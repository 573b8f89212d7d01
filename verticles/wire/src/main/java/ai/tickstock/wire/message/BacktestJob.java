package ai.tickstock.wire.message;

import ai.tickstock.market.Timeframe;
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
 * @param patterns up to 1,000 names; none where the rules say when to enter
 * @param parameters capital, sizes, costs and the like; what is not there has its default
 * @param rules when to enter and when to leave; what is not there has its default
 * @param timeframe of the bars
 */
public record BacktestJob(
    String jobId,
    String userId,
    List<String> symbols,
    LocalDate startDate,
    LocalDate endDate,
    List<String> patterns,
    JsonObject parameters,
    JsonObject rules,
    Timeframe timeframe,
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
    return new BacktestJob(
        fields.id("job_id"),
        fields.id("user_id"),
        fields.symbols("symbols", 1),
        start,
        end,
        fields.has("patterns") ? fields.names("patterns", 0) : List.of(),
        fields.has("parameters") ? fields.object("parameters") : new JsonObject(),
        fields.has("rules") ? fields.object("rules") : new JsonObject(),
        fields.has("timeframe") ? fields.timeframe("timeframe") : Timeframe.DAY_1,
        fields.time("timestamp"));
  }

  /** Its JSON; rules are only there if there are any, the timeframe if it is another than a day. */
  public JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("job_type", TYPE)
            .put("job_id", jobId)
            .put("user_id", userId)
            .put("symbols", new JsonArray(symbols))
            .put("start_date", startDate.toString())
            .put("end_date", endDate.toString())
            .put("patterns", new JsonArray(patterns))
            .put("parameters", parameters);
    if (!rules.isEmpty()) {
      json.put("rules", rules);
    }
    if (timeframe != Timeframe.DAY_1) {
      json.put("timeframe", timeframe.label());
    }
    return json.put("timestamp", Fields.seconds(timestamp));
  }
}
