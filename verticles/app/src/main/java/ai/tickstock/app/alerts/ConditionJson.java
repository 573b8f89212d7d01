package ai.tickstock.app.alerts;

import static ai.tickstock.app.alerts.RuleFields.explained;
import static ai.tickstock.app.alerts.RuleFields.label;
import static ai.tickstock.app.alerts.RuleFields.put;
import static ai.tickstock.app.alerts.RuleFields.whole;

import ai.tickstock.app.alerts.RuleCondition.Op;
import ai.tickstock.app.alerts.RuleCondition.Operand;
import ai.tickstock.wire.message.Fields;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The conditions of a rule as JSON: their fields, defaults and bounds. */
final class ConditionJson {
  private static final int MOST_CONDITIONS = 10;
  private static final int MOST_BARS = 100;

  private ConditionJson() {}

  /** Those of a rule, none if it names none; throws {@link MessageException}. */
  static List<RuleCondition> parse(Fields fields, RuleCheck check) {
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

  /** As it is stored. */
  static JsonObject json(RuleCondition condition) {
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
}
