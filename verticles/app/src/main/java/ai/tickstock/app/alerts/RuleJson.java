package ai.tickstock.app.alerts;

import static ai.tickstock.app.alerts.RuleFields.explained;
import static ai.tickstock.app.alerts.RuleFields.label;
import static ai.tickstock.app.alerts.RuleFields.whole;

import ai.tickstock.market.Direction;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.users.AlertRuleTable.Stored;
import ai.tickstock.wire.message.Fields;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule as JSON, as the API takes it: with the classes for its parts the only place that knows its
 * fields, defaults and bounds.
 */
public final class RuleJson {
  /** Longest cool-down and longest time between two alerts: a week. */
  private static final int LONGEST_SECONDS = 7 * 24 * 3_600;

  private static final int MOST_PATTERNS = 200;

  /** What an answer has beside the rule; passed over where it comes back. */
  private static final List<String> SHOWN_ONLY =
      List.of("subscription_id", "version", "created_at", "updated_at", "muted_until", "error");

  private static final String[] KEYS =
      Stream.concat(
              Stream.of(
                  "name",
                  "symbols",
                  "universe",
                  "timeframes",
                  "patterns",
                  "direction",
                  "min_confidence",
                  "conditions",
                  "frequency",
                  "minutes",
                  "cooldown_seconds",
                  "active_hours",
                  "expires_at",
                  "channels",
                  "enabled"),
              SHOWN_ONLY.stream())
          .toArray(String[]::new);

  private RuleJson() {}

  /**
   * The rule of some JSON, without its version and times.
   *
   * @throws MessageException naming the field, what is expected and what it was
   */
  public static Rule parse(String id, String userId, JsonObject json, RuleCheck check) {
    Fields fields = new Fields(json);
    fields.only(KEYS);
    boolean byUniverse = fields.has("universe");
    if (byUniverse == fields.has("symbols")) {
      throw new MessageException(
          "symbols: expected either symbols or universe, was " + given(byUniverse));
    }
    Set<String> patterns = patterns(fields, check);
    List<RuleCondition> conditions = ConditionJson.parse(fields, check);
    if (patterns.isEmpty() && conditions.isEmpty()) {
      throw new MessageException(
          "conditions: expected patterns or conditions or both, was neither");
    }
    Frequency frequency =
        fields.has("frequency")
            ? fields.oneOf("frequency", Frequency.class)
            : Frequency.ONCE_PER_BAR;
    return new Rule(
        id,
        userId,
        0,
        fields.id("name"),
        byUniverse ? Set.of() : new LinkedHashSet<>(fields.symbols("symbols", 1)),
        byUniverse ? fields.text("universe") : null,
        timeframes(fields),
        patterns,
        direction(fields),
        fields.has("min_confidence")
            ? fields.number("min_confidence", 0, 1, "a number from 0 to 1")
            : 0,
        conditions,
        frequency,
        frequency == Frequency.EVERY_MINUTES
            ? whole(fields, "minutes", 1, LONGEST_SECONDS / 60)
            : 0,
        fields.has("cooldown_seconds") ? whole(fields, "cooldown_seconds", 0, LONGEST_SECONDS) : 0,
        isGiven(json, "active_hours") ? HoursJson.parse(fields.inside("active_hours")) : null,
        isGiven(json, "expires_at") ? fields.time("expires_at") : null,
        ChannelJson.parse(fields),
        !fields.has("enabled") || fields.flag("enabled"),
        null,
        null,
        null);
  }

  private static String given(boolean both) {
    return both ? "both" : "neither";
  }

  private static boolean isGiven(JsonObject json, String name) {
    return json.getValue(name) != null;
  }

  private static Set<Timeframe> timeframes(Fields fields) {
    Set<Timeframe> timeframes = EnumSet.noneOf(Timeframe.class);
    timeframes.addAll(fields.timeframes("timeframes"));
    if (timeframes.isEmpty()) {
      throw fields.refused("timeframes", "at least one timeframe such as 5min");
    }
    return timeframes;
  }

  private static Set<String> patterns(Fields fields, RuleCheck check) {
    if (!fields.has("patterns")) {
      return Set.of();
    }
    List<String> names = fields.names("patterns", 0);
    if (names.size() > MOST_PATTERNS) {
      throw fields.refused("patterns", "at most " + MOST_PATTERNS + " names");
    }
    for (int i = 0; i < names.size(); i++) {
      String at = "patterns[" + i + "]: ";
      String name = names.get(i);
      explained(
          at,
          () -> {
            check.pattern(name);
            return null;
          });
    }
    return new LinkedHashSet<>(names);
  }

  private static String direction(Fields fields) {
    if (!fields.has("direction")) {
      return null;
    }
    String[] all =
        Stream.concat(Arrays.stream(Direction.values()).map(Direction::label), Stream.of("any"))
            .toArray(String[]::new);
    String direction = fields.oneOf("direction", all);
    return direction.equals("any") ? null : direction;
  }

  /** As it is stored: what was left out is written out. */
  public static JsonObject json(Rule rule) {
    JsonObject json = new JsonObject().put("name", rule.name());
    if (rule.universe() == null) {
      json.put("symbols", new JsonArray(rule.symbols().stream().sorted().toList()));
    } else {
      json.put("universe", rule.universe());
    }
    json.put(
            "timeframes",
            new JsonArray(rule.timeframes().stream().sorted().map(Timeframe::label).toList()))
        .put("patterns", new JsonArray(rule.patterns().stream().sorted().toList()))
        .put("direction", rule.direction() == null ? "any" : rule.direction())
        .put("min_confidence", rule.minConfidence())
        .put(
            "conditions",
            new JsonArray(rule.conditions().stream().map(ConditionJson::json).toList()))
        .put("frequency", label(rule.frequency()))
        .put("cooldown_seconds", rule.cooldownSeconds())
        .put("channels", new JsonArray(rule.channels().stream().map(ChannelJson::json).toList()))
        .put("enabled", rule.enabled());
    if (rule.frequency() == Frequency.EVERY_MINUTES) {
      json.put("minutes", rule.minutes());
    }
    if (rule.activeHours() != null) {
      json.put("active_hours", HoursJson.json(rule.activeHours()));
    }
    if (rule.expiresAt() != null) {
      json.put("expires_at", rule.expiresAt().toEpochMilli() / 1_000.0);
    }
    return json;
  }

  /** As its user sees it: with its id and times, without its secrets. */
  public static JsonObject shown(Rule rule) {
    return shown(
        json(rule),
        rule.id(),
        rule.version(),
        rule.mutedUntil(),
        rule.createdAt(),
        rule.updatedAt());
  }

  /** The same of one that cannot be read any more. */
  static JsonObject shown(JsonObject rule, Stored stored) {
    return shown(
        rule.copy().put("enabled", stored.enabled()),
        stored.id(),
        stored.version(),
        stored.mutedUntil(),
        stored.createdAt(),
        stored.updatedAt());
  }

  private static JsonObject shown(
      JsonObject json, String id, long version, Instant muted, Instant created, Instant updated) {
    ChannelJson.hide(json);
    return json.put("subscription_id", id)
        .put("version", version)
        .put("muted_until", seconds(muted))
        .put("created_at", seconds(created))
        .put("updated_at", seconds(updated));
  }

  private static Double seconds(Instant time) {
    return time == null ? null : time.toEpochMilli() / 1_000.0;
  }
}
