package ai.tickstock.app.alerts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Short words for rules in tests. */
public final class Rules {
  /** Knows RSI, SMA and BBANDS with any numbers, Doji and Hammer. */
  public static final RuleCheck CHECK =
      new RuleCheck() {
        private static final Map<String, List<String>> OUTPUTS =
            Map.of(
                "RSI", List.of("value"),
                "SMA", List.of("value"),
                "BBANDS", List.of("upper", "middle", "lower"));

        @Override
        public Indicator indicator(String text) {
          String name = text.replaceFirst("\\(.*", "");
          if (!OUTPUTS.containsKey(name)) {
            throw new IllegalArgumentException("expected a name such as RSI, SMA, was " + name);
          }
          String label =
              text.replace('(', '_').replace(',', '_').replace(")", "").toUpperCase(Locale.ROOT);
          return new Indicator(label, OUTPUTS.get(name));
        }

        @Override
        public void pattern(String name) {
          if (!List.of("Doji", "Hammer").contains(name)) {
            throw new IllegalArgumentException("expected a name such as Doji, Hammer, was " + name);
          }
        }
      };

  private Rules() {}

  /** A rule over A on 1min, with these fields in place of what is usual. */
  public static JsonObject json(String more) {
    JsonObject rule =
        new JsonObject().put("name", "a rule").put("timeframes", new JsonArray().add("1min"));
    JsonObject other = new JsonObject(more.replace('\'', '"'));
    if (!other.containsKey("universe")) {
      rule.put("symbols", new JsonArray().add("A"));
    }
    return rule.mergeIn(other);
  }

  /** The rule of that. */
  public static Rule rule(String id, String more) {
    return RuleJson.parse(id, "ann", json(more), CHECK);
  }
}
