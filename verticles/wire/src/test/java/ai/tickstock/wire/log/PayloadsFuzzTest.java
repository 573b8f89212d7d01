package ai.tickstock.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.TickReader;
import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.NastyJson;
import ai.tickstock.wire.message.Texts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What anybody publishes: if it is taken into the log, its entry can be read, all of it. */
class PayloadsFuzzTest {
  private static final JsonObject JOB =
      new JsonObject(
          """
          {"job_type": "backtest", "job_id": "bt_1", "user_id": "ann", "symbols": ["AAPL", "IBM"],
           "start_date": "2024-01-01", "end_date": "2024-12-31", "patterns": ["Doji"],
           "parameters": {"initial_capital": 1e5, "fill": "next_open"}, "timestamp": 1697385600.123}
          """);

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void nothingThatIsTakenSpoilsTheMessagesBesideIt(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          byte[] payload = NastyJson.utf8(nasty.spoiled(JOB));
          payload = nasty.random().nextInt(3) == 0 ? nasty.spoiled(payload) : payload;
          check(payload);
        });
  }

  private static void check(byte[] payload) {
    if (Payloads.kind(payload, 0, payload.length) == Payloads.Kind.MESSAGE) {
      Draft draft = new Draft();
      byte[] good = NastyJson.utf8("{\"good\":1}");
      draft.add(1, good, 0, good.length);
      draft.add(2, payload, 0, payload.length);
      draft.add(3, good, 0, good.length);
      byte[] entry = draft.seal().data();
      JsonArray messages = new JsonArray(Buffer.buffer(entry));
      assertThat(messages).hasSize(3).allMatch(JsonObject.class::isInstance);
      assertThat(Texts.unsoundIn(messages.getJsonObject(1))).isNull();
      assertThat(messages.toBuffer().length()).isPositive();
      assertThat(messages.getJsonObject(2).getInteger("good")).isEqualTo(1);
      TickReader ticks = new TickReader();
      ticks.reset(entry, 0, entry.length);
      int read = 0;
      while (ticks.next()) {
        read++;
      }
      assertThat(read).isEqualTo(3);
    }
  }
}
