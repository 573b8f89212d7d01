package ai.tickstock.app.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.NastyJson;
import ai.tickstock.wire.fuzz.Reasons;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever a browser says: it is understood, or refused with an answer that can be sent. */
class SaidFuzzTest {
  private static final JsonObject REGISTER =
      new JsonObject(
          """
          {"type": "register", "address": "pattern_alert", "headers": {"symbols": ["AAPL", "MSFT"],
           "timeframes": "1min,5min", "patterns": ["Doji"], "indicators": [], "kinds": ["closed"],
           "min_confidence": 0.7, "position": "1764000000000-123", "mine": false}}
          """);
  private static final JsonObject OTHER =
      new JsonObject("{\"type\": \"unregister\", \"address\": \"bar_update\", \"body\": {}}");

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void isUnderstoodOrRefusedByName(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          String text = nasty.spoiled(nasty.random().nextInt(4) > 0 ? REGISTER : OTHER);
          byte[] bytes = NastyJson.utf8(text);
          check(nasty.random().nextInt(4) == 0 ? nasty.spoiled(bytes) : bytes);
        });
  }

  static void check(byte[] bytes) {
    Fuzz.within(
        bytes.length,
        () -> {
          Said said = Said.of(Buffer.buffer(bytes));
          if (said instanceof Said.Refused refused) {
            String answer = Messages.refused(refused.address(), refused.code(), refused.reason());
            assertThat(Buffer.buffer(answer).length()).isLessThan(4_000);
            Reasons.assertUnderstandable(
                refused.reason(), new String(bytes, StandardCharsets.UTF_8));
          } else if (said instanceof Said.Register wanted) {
            assertThat(wanted.wish().filter().symbols().size())
                .isLessThanOrEqualTo(Filter.MOST_NAMES);
          }
        });
  }
}
