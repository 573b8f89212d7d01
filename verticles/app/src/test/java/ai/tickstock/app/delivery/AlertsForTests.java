package ai.tickstock.app.delivery;

import ai.tickstock.app.alerts.AlertChannel;
import ai.tickstock.app.alerts.FiredAlert;
import ai.tickstock.app.alerts.Frequency;
import ai.tickstock.app.alerts.Rule;
import ai.tickstock.market.Timeframe;
import ai.tickstock.wire.users.FireLimit;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Alerts as they fire, in short words. */
public final class AlertsForTests {
  /** The bar they fire on. */
  public static final Instant BAR = Instant.parse("2025-10-15T14:30:00Z");

  private AlertsForTests() {}

  /** A rule of a user, for a pattern. */
  public static Rule rule(String user, AlertChannel... channels) {
    return new Rule(
        "sub_" + user,
        user,
        1,
        "Oversold",
        Set.of("AAPL"),
        null,
        Set.of(Timeframe.MIN_5),
        Set.of("Hammer"),
        null,
        0,
        List.of(),
        Frequency.ONCE_PER_BAR,
        0,
        0,
        null,
        null,
        List.of(channels),
        true,
        null,
        BAR,
        BAR);
  }

  /** A pattern, told to browsers. */
  public static FiredAlert pattern(String id, String user) {
    return alert(id, rule(user, new AlertChannel.Browser()), "Hammer", List.of(), false);
  }

  /** An alert of a rule. */
  public static FiredAlert alert(
      String id, Rule rule, String pattern, List<FireLimit> limits, boolean muted) {
    return new FiredAlert(
        id,
        rule,
        "AAPL",
        Timeframe.MIN_5,
        BAR,
        BAR.plusSeconds(300),
        pattern,
        pattern == null ? "RSI(14) below 30" : null,
        pattern == null ? 29.5 : null,
        pattern == null ? null : 0.85,
        pattern == null ? null : "bullish",
        new JsonObject().put("symbol", "AAPL"),
        limits,
        muted,
        false,
        BAR.plusSeconds(301));
  }
}
