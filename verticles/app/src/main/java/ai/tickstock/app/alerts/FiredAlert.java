package ai.tickstock.app.alerts;

import ai.tickstock.market.Timeframe;
import ai.tickstock.wire.users.FireLimit;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A rule that fires, at most once per event and revision.
 *
 * @param alertId the same wherever and however often it is found: {@code
 *     subscription_id|event_id-or-condition|bar time|revision}
 * @param rule as it stood when it fired; {@link Rule#channels()} says who is to be told
 * @param barStart start of the bar it fires on
 * @param barEnd the time of the alert by its events: what {@code limits} are counted in
 * @param pattern null where conditions alone fired
 * @param condition the condition that fired, as people write it; null for a pattern
 * @param value what the condition's indicator came to; null for a pattern
 * @param confidence of the pattern, 0 to 1; null without one
 * @param direction of the pattern, such as {@code bullish}; null without one
 * @param event the event that made it fire, as it was published
 * @param limits what has to have passed since the last alert of the same mark; checked and set in
 *     one step with the decision
 * @param muted whether its rule is muted: kept in the history, told to nobody
 * @param test whether it was asked for rather than fired; it has no limits
 * @param firedAt wall clock
 */
public record FiredAlert(
    String alertId,
    Rule rule,
    String symbol,
    Timeframe timeframe,
    Instant barStart,
    Instant barEnd,
    String pattern,
    String condition,
    Double value,
    Double confidence,
    String direction,
    JsonObject event,
    List<FireLimit> limits,
    boolean muted,
    boolean test,
    Instant firedAt) {
  public FiredAlert {
    limits = List.copyOf(limits);
  }

  /** What users get; whoever has it may add {@code record}. */
  public JsonObject json() {
    return new JsonObject()
        .put("event_type", "alert_fired")
        .put("alert_id", alertId)
        .put("subscription_id", rule.id())
        .put("name", rule.name())
        .put("user_id", rule.userId())
        .put("symbol", symbol)
        .put("timeframe", timeframe.label())
        .put("bar_time", barStart.getEpochSecond())
        .put("pattern", pattern)
        .put("condition", condition)
        .put("value", value)
        .put("confidence", confidence)
        .put("direction", direction)
        .put("test", test)
        .put("event", event)
        .put("timestamp", BigDecimal.valueOf(firedAt.toEpochMilli(), 3));
  }
}
