package ai.tickstock.app.alerts;

import ai.tickstock.wire.message.Fields;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What the parts of a rule's JSON have in common. */
final class RuleFields {
  private RuleFields() {}

  /** Something that is looked up by a name that may be wrong. */
  interface Look<T> {
    T look();
  }

  /** What is known of functions and patterns says well what is wrong, but not in which field. */
  static <T> T explained(String where, Look<T> look) {
    try {
      return look.look();
    } catch (IllegalArgumentException refused) {
      throw new MessageException(where + refused.getMessage());
    }
  }

  /** A whole number within bounds. */
  static int whole(Fields fields, String name, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    double number = fields.number(name, least, most, expected);
    if (number != Math.rint(number)) {
      throw fields.refused(name, expected);
    }
    return (int) number;
  }

  /** The name of a constant in JSON. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Puts what there is. */
  static void put(JsonObject json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
