package ai.tickstock.wire.fuzz;

import ai.tickstock.wire.Contract;
import ai.tickstock.wire.message.AlertSubscription;
import ai.tickstock.wire.message.BacktestJob;
import ai.tickstock.wire.message.BacktestProgress;
import ai.tickstock.wire.message.BacktestResult;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.Health;
import ai.tickstock.wire.message.MessageException;
import ai.tickstock.wire.message.SystemCommand;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** However messages are spoiled: they are taken, and can be written again, or refused by name. */
class MessagesFuzzTest {
  private static final Map<String, Function<JsonObject, JsonObject>> READERS =
      new TreeMap<>(
          Map.of(
              "backtestJob", json -> BacktestJob.from(json).json(),
              "backtestProgress", json -> BacktestProgress.from(json).json(),
              "backtestResult", json -> BacktestResult.from(json).json(),
              "alertSubscription", json -> AlertSubscription.from(json).json(),
              "systemCommand", json -> SystemCommand.from(json).json(),
              "health", json -> Health.from(json).json(),
              "error", json -> ErrorReport.from(json).json()));
  private static final List<String> NAMES = List.copyOf(READERS.keySet());

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aSpoiledMessageIsTakenOrRefusedByName(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          String name = NAMES.get(nasty.random().nextInt(NAMES.size()));
          JsonNode examples = Contract.document().at("/components/messages/" + name + "/examples");
          JsonNode example = examples.get(nasty.random().nextInt(examples.size()));
          String text = nasty.spoiled(new JsonObject(example.get("payload").toString()));
          Fuzz.within(text.length(), () -> read(READERS.get(name), text));
        });
  }

  /** A refusal is told of, whatever was refused: also that must be JSON that can be sent. */
  private static JsonObject report(String why, String what) {
    String sample = new JsonObject(what).encode();
    return new ErrorReport(
            ErrorReport.Severity.WARNING, "test", "refused", why, sample, 1, Instant.EPOCH)
        .json();
  }

  private static void read(Function<JsonObject, JsonObject> reader, String text) {
    try {
      JsonObject json = new JsonObject(text);
      new JsonObject(reader.apply(json).encode());
    } catch (DecodeException | ClassCastException notAnObject) {
      return; // Whoever reads texts refuses those.
    } catch (MessageException refused) {
      Reasons.assertUnderstandable(refused.getMessage(), text);
      report(refused.getMessage(), text).toBuffer();
    }
  }
}
