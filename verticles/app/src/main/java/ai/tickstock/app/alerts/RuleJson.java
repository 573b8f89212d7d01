package ai.tickstock.app.alerts;

import ai.tickstock.app.alerts.AlertChannel.Browser;
import ai.tickstock.app.alerts.AlertChannel.Email;
import ai.tickstock.app.alerts.AlertChannel.Webhook;
import ai.tickstock.app.alerts.RuleCondition.Op;
import ai.tickstock.app.alerts.RuleCondition.Operand;
import ai.tickstock.market.Direction;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.users.AlertRuleTable.Stored;
import ai.tickstock.wire.message.Fields;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule as JSON, as the API takes it: the only place that knows its fields, defaults and bounds.
 */
public final class RuleJson {
  /** Stands for a secret that is not shown; given back, it means the one there is. */
  public static final String HIDDEN = "********";

  /** Longest cool-down and longest time between two alerts: a week. */
  private static final int LONGEST_SECONDS = 7 * 24 * 3_600;

  private static final int MOST_CONDITIONS = 10;
  private static final int MOST_CHANNELS = 10;
  private static final int MOST_PATTERNS = 200;
  private static final int MOST_BARS = 100;
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s,;<>\"]{1,64}@[^@\\s,;<>\"]{1,189}");

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
    List<RuleCondition> conditions = conditions(fields, check);
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
        isGiven(json, "active_hours") ? hours(fields.inside("active_hours")) : null,
        isGiven(json, "expires_at") ? fields.time("expires_at") : null,
        fields.has("channels")
            ? fields.objects("channels", 1, MOST_CHANNELS).stream().map(RuleJson::channel).toList()
            : List.of(new Browser()),
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

  private static int whole(Fields fields, String name, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    double number = fields.number(name, least, most, expected);
    if (number != Math.rint(number)) {
      throw fields.refused(name, expected);
    }
    return (int) number;
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

  private interface Look<T> {
    T look();
  }

  /** What is known of functions and patterns says well what is wrong, but not in which field. */
  private static <T> T explained(String where, Look<T> look) {
    try {
      return look.look();
    } catch (IllegalArgumentException refused) {
      throw new MessageException(where + refused.getMessage());
    }
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

  private static List<RuleCondition> conditions(Fields fields, RuleCheck check) {
    if (!fields.has("conditions")) {
      return List.of();
    }
    List<RuleCondition> conditions = new ArrayList<>();
    List<Fields> all = fields.objects("conditions", 0, MOST_CONDITIONS);
    for (int i = 0; i < all.size(); i++) {
      conditions.add(condition(all.get(i), "conditions[" + i + "].", check));
    }
    return conditions;
  }

  private static RuleCondition condition(Fields fields, String path, RuleCheck check) {
    fields.only(
        "indicator",
        "output",
        "op",
        "level",
        "levels",
        "other",
        "other_output",
        "bars",
        "hysteresis");
    Operand value = operand(fields, path, "indicator", "output", check);
    Op op = fields.oneOf("op", Op.class);
    boolean channel = op == Op.ENTERS || op == Op.LEAVES;
    boolean change = op == Op.CHANGE_ABOVE || op == Op.CHANGE_BELOW;
    boolean compares = !channel && !change && fields.has("other");
    refuseUnused(fields, path, op, channel, change);
    double[] levels = compares ? new double[2] : channel ? channelOf(fields) : level(fields);
    return new RuleCondition(
        value,
        op,
        compares ? operand(fields, path, "other", "other_output", check) : null,
        levels[0],
        levels[1],
        change && fields.has("bars") ? whole(fields, "bars", 1, MOST_BARS) : 1,
        fields.has("hysteresis")
            ? fields.number("hysteresis", 0, Double.MAX_VALUE, "a number not below 0")
            : 0);
  }

  private static double[] level(Fields fields) {
    double level = fields.number("level");
    return new double[] {level, level};
  }

  private static void refuseUnused(
      Fields fields, String path, Op op, boolean channel, boolean change) {
    String name = op.name().toLowerCase(Locale.ROOT);
    if (channel && (fields.has("level") || fields.has("other"))) {
      throw new MessageException(path + "levels: expected these alone with " + name);
    }
    if (!channel && fields.has("levels")) {
      throw new MessageException(path + "levels: expected level or other with " + name);
    }
    if (change && fields.has("other")) {
      throw new MessageException(path + "other: expected a level with " + name);
    }
    if (fields.has("level") && fields.has("other")) {
      throw new MessageException(path + "level: expected either level or other, was both");
    }
    if (!change && fields.has("bars")) {
      throw new MessageException(path + "bars: expected with change_above and change_below alone");
    }
  }

  private static double[] channelOf(Fields fields) {
    List<Double> levels = fields.numbers("levels", 2, 2);
    if (levels.get(0) >= levels.get(1)) {
      throw fields.refused("levels", "the lower level before the upper one");
    }
    return new double[] {levels.get(0), levels.get(1)};
  }

  private static Operand operand(
      Fields fields, String path, String name, String outputName, RuleCheck check) {
    String text = fields.id(name);
    String output = fields.has(outputName) ? fields.textOrNull(outputName) : null;
    if (Operand.OF_BARS.contains(text)) {
      if (output != null) {
        throw fields.refused(outputName, "none, as " + text + " has no outputs");
      }
      return new Operand(text, text, null);
    }
    RuleCheck.Indicator indicator = explained(path + name + ": ", () -> check.indicator(text));
    List<String> outputs = indicator.outputs();
    if (output != null && !outputs.contains(output)) {
      throw fields.refused(outputName, "one of " + String.join(", ", outputs));
    }
    String one = output == null ? outputs.get(0) : output;
    return new Operand(text, indicator.label(), outputs.size() == 1 ? null : one);
  }

  private static ActiveHours hours(Fields fields) {
    fields.only("from", "to", "days", "zone");
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (fields.has("days")) {
      for (String day : fields.names("days", 1)) {
        days.add(day(fields, day));
      }
    } else {
      days = EnumSet.allOf(DayOfWeek.class);
    }
    return new ActiveHours(time(fields, "from"), time(fields, "to"), days, zone(fields));
  }

  private static DayOfWeek day(Fields fields, String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().startsWith(text.toUpperCase(Locale.ROOT)) && text.length() >= 3) {
        return day;
      }
    }
    throw fields.refused("days", "an array of MON, TUE, WED, THU, FRI, SAT, SUN");
  }

  private static LocalTime time(Fields fields, String name) {
    try {
      return LocalTime.parse(fields.id(name));
    } catch (DateTimeException e) {
      throw fields.refused(name, "a time such as 09:30");
    }
  }

  private static ZoneId zone(Fields fields) {
    try {
      return ZoneId.of(fields.id("zone"));
    } catch (DateTimeException e) {
      throw fields.refused("zone", "a time zone such as America/New_York");
    }
  }

  private static AlertChannel channel(Fields fields) {
    return switch (fields.oneOf("type", "browser", "webhook", "email")) {
      case "browser" -> {
        fields.only("type");
        yield new Browser();
      }
      case "email" -> {
        fields.only("type", "to");
        yield new Email(address(fields));
      }
      default -> webhook(fields);
    };
  }

  private static Webhook webhook(Fields fields) {
    fields.only("type", "url", "secret", "template", "chat_id");
    String template =
        fields.has("template") ? fields.oneOf("template", "json", "telegram", "discord") : "json";
    boolean telegram = template.equals("telegram");
    if (!telegram && fields.has("chat_id")) {
      throw fields.refused("chat_id", "none, as only telegram has chats");
    }
    return new Webhook(
        url(fields),
        fields.has("secret") ? fields.id("secret") : null,
        template,
        telegram ? fields.id("chat_id") : null);
  }

  private static String url(Fields fields) {
    String expected = "an address such as https://example.com/hook, of at most 2000 characters";
    String text = fields.text("url");
    try {
      URI url = new URI(text);
      boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (isHttp && url.getHost() != null && url.getUserInfo() == null && text.length() <= 2_000) {
        return text;
      }
    } catch (URISyntaxException e) {
      // Said below, for another scheme as well.
    }
    throw fields.refused("url", expected);
  }

  private static String address(Fields fields) {
    String text = fields.id("to");
    if (!ADDRESS.matcher(text).matches()) {
      throw fields.refused("to", "an address such as ann@example.com");
    }
    return text;
  }

  /**
   * Puts the secrets there are in place of those a client has not been shown, by the address they
   * belong to.
   *
   * @param json what was given; changed
   * @param stored what there is
   * @throws MessageException where there is none
   */
  public static void reveal(JsonObject json, JsonObject stored) {
    if (!(json.getValue("channels") instanceof JsonArray channels)) {
      return;
    }
    for (int i = 0; i < channels.size(); i++) {
      if (channels.getValue(i) instanceof JsonObject channel
          && HIDDEN.equals(channel.getValue("secret"))) {
        String secret = secret(channel.getValue("url"), stored);
        if (secret == null) {
          throw new MessageException(
              "channels[" + i + "].secret: expected the secret itself for a new address");
        }
        channel.put("secret", secret);
      }
    }
  }

  private static String secret(Object url, JsonObject stored) {
    for (Object each : stored.getJsonArray("channels", new JsonArray())) {
      if (each instanceof JsonObject channel && channel.getValue("url") != null) {
        if (channel.getValue("url").equals(url)) {
          return channel.getString("secret");
        }
      }
    }
    return null;
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
        .put("conditions", new JsonArray(rule.conditions().stream().map(RuleJson::json).toList()))
        .put("frequency", label(rule.frequency()))
        .put("cooldown_seconds", rule.cooldownSeconds())
        .put("channels", new JsonArray(rule.channels().stream().map(RuleJson::json).toList()))
        .put("enabled", rule.enabled());
    if (rule.frequency() == Frequency.EVERY_MINUTES) {
      json.put("minutes", rule.minutes());
    }
    if (rule.activeHours() != null) {
      json.put("active_hours", json(rule.activeHours()));
    }
    if (rule.expiresAt() != null) {
      json.put("expires_at", rule.expiresAt().toEpochMilli() / 1_000.0);
    }
    return json;
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject json(RuleCondition condition) {
    JsonObject json =
        new JsonObject()
            .put("indicator", condition.value().text())
            .put("op", label(condition.op()));
    put(json, "output", condition.value().output());
    switch (condition.op()) {
      case ENTERS, LEAVES ->
          json.put("levels", new JsonArray().add(condition.level()).add(condition.upper()));
      case CHANGE_ABOVE, CHANGE_BELOW ->
          json.put("level", condition.level()).put("bars", condition.bars());
      default -> {
        if (condition.other() == null) {
          json.put("level", condition.level());
        } else {
          json.put("other", condition.other().text());
          put(json, "other_output", condition.other().output());
        }
      }
    }
    return json.put("hysteresis", condition.hysteresis());
  }

  private static void put(JsonObject json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static JsonObject json(ActiveHours hours) {
    return new JsonObject()
        .put("from", hours.from().toString())
        .put("to", hours.to().toString())
        .put(
            "days",
            new JsonArray(
                hours.days().stream().sorted().map(day -> day.name().substring(0, 3)).toList()))
        .put("zone", hours.zone().getId());
  }

  private static JsonObject json(AlertChannel channel) {
    if (channel instanceof Email email) {
      return new JsonObject().put("type", "email").put("to", email.to());
    }
    if (channel instanceof Webhook webhook) {
      JsonObject json =
          new JsonObject()
              .put("type", "webhook")
              .put("url", webhook.url())
              .put("template", webhook.template());
      put(json, "secret", webhook.secret());
      put(json, "chat_id", webhook.chatId());
      return json;
    }
    return new JsonObject().put("type", "browser");
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
    for (Object each : json.getJsonArray("channels")) {
      JsonObject channel = (JsonObject) each;
      if (channel.containsKey("secret")) {
        channel.put("secret", HIDDEN);
      }
    }
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
