package ai.tickstock.wire.message;

import ai.tickstock.market.Timeframe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** What the rules of a user need PL to compute, from now on or no longer. */
public record AlertSubscription(
    Action action, String subscriptionId, String userId, Needs needs, Instant timestamp) {
  private static final String TYPE = "alert_subscription";

  /** What becomes of the subscription. */
  public enum Action {
    PUT,
    DELETE
  }

  /**
   * What is needed.
   *
   * @param symbols in upper case, at most 20,000
   */
  public record Needs(
      List<String> symbols,
      List<Timeframe> timeframes,
      List<String> indicators,
      List<String> patterns) {
    /** Nothing at all. */
    public static final Needs NONE = new Needs(List.of(), List.of(), List.of(), List.of());

    private static Needs from(Fields fields) {
      return new Needs(
          fields.symbols("symbols", 0),
          fields.timeframes("timeframes"),
          fields.names("indicators", 0),
          fields.names("patterns", 0));
    }

    private JsonObject json() {
      return new JsonObject()
          .put("symbols", new JsonArray(symbols))
          .put("timeframes", new JsonArray(timeframes.stream().map(Timeframe::label).toList()))
          .put("indicators", new JsonArray(indicators))
          .put("patterns", new JsonArray(patterns));
    }
  }

  /** The message of some JSON; throws {@link MessageException}. A deletion needs no needs. */
  public static AlertSubscription from(JsonObject json) {
    Fields fields = new Fields(json);
    fields.is("job_type", TYPE);
    Action action = fields.oneOf("action", Action.class);
    boolean needless = action == Action.DELETE && !fields.has("needs");
    return new AlertSubscription(
        action,
        fields.id("subscription_id"),
        fields.id("user_id"),
        needless ? Needs.NONE : Needs.from(fields.inside("needs")),
        fields.time("timestamp"));
  }

  /** Its JSON. */
  public JsonObject json() {
    return new JsonObject()
        .put("job_type", TYPE)
        .put("action", Fields.label(action))
        .put("subscription_id", subscriptionId)
        .put("user_id", userId)
        .put("needs", needs.json())
        .put("timestamp", Fields.seconds(timestamp));
  }
}
