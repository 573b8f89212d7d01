package ai.tickstock.app.alerts;

import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.Reasons;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** However a rule is spoiled: it is taken and comes back the same, or is refused by name. */
class RuleFuzzTest {
  private static final JsonObject RULE =
      Rules.json(
          """
          {'patterns': ['Doji'], 'direction': 'bullish', 'min_confidence': 0.5,
           'conditions': [{'indicator': 'RSI(14)', 'op': 'below', 'level': 30, 'hysteresis': 1},
             {'indicator': 'BBANDS(20)', 'output': 'upper', 'op': 'crosses_above',
              'other': 'close'}],
           'frequency': 'every_minutes', 'minutes': 5, 'cooldown_seconds': 60,
           'active_hours': {'days': ['MONDAY'], 'from': '09:30', 'to': '16:00',
             'zone': 'America/New_York'},
           'expires_at': 1900000000, 'enabled': true,
           'channels': [{'type': 'browser'},
             {'type': 'webhook', 'url': 'https://example.com/x', 'secret': '0123456789abcdef'},
             {'type': 'email', 'to': 'ann@example.com'}]}
          """);

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aSpoiledRuleIsTakenOrRefusedByName(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          JsonObject rule = RULE.copy();
          rule.put(
              "channels",
              new JsonArray(
                  List.of(nasty.oneOf(rule.getJsonArray("channels").getList().toArray()))));
          String text = nasty.spoiled(rule);
          Fuzz.within(text.length(), () -> parse(text));
        });
  }

  private static void parse(String text) {
    try {
      RuleJson.parse("id", "ann", new JsonObject(text), Rules.CHECK);
    } catch (DecodeException | ClassCastException notAnObject) {
      return; // The API refuses such bodies as a whole.
    } catch (MessageException refused) {
      Reasons.assertUnderstandable(refused.getMessage(), text);
    }
  }
}
