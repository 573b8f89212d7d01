package ai.tickstock.wire.fuzz;

import ai.tickstock.wire.TickReader;
import ai.tickstock.wire.message.AlertSubscription;
import ai.tickstock.wire.message.BacktestJob;
import ai.tickstock.wire.message.MessageException;
import ai.tickstock.wire.message.SystemCommand;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * The same rules for bytes that the code's own branches lead to; on demand, as Jazzer instruments
 * whatever else runs in its process. {@code mvn test -pl verticles/wire -am -Dtest=CoverageFuzz
 * -Dsurefire.failIfNoSpecifiedTests=false} reads what is kept beside it; with {@code JAZZER_FUZZ=1}
 * and {@code -Dtest=CoverageFuzz#aTick} it looks for more, five minutes long.
 */
class CoverageFuzz {
  private static final List<Function<JsonObject, JsonObject>> READERS =
      List.of(
          json -> BacktestJob.from(json).json(),
          json -> AlertSubscription.from(json).json(),
          json -> SystemCommand.from(json).json());

  @FuzzTest(maxDuration = "5m")
  void aTick(byte[] bytes) {
    TickReaderFuzzTest.TickFuzzing.read(new TickReader(), bytes);
  }

  @FuzzTest(maxDuration = "5m")
  void aJob(byte[] bytes) {
    JsonObject message;
    try {
      message = Buffer.buffer(bytes).toJsonObject();
    } catch (DecodeException | ClassCastException notAnObject) {
      return;
    }
    if (message == null) {
      return;
    }
    for (Function<JsonObject, JsonObject> reader : READERS) {
      try {
        reader.apply(message).encode();
      } catch (MessageException refused) {
        Reasons.assertUnderstandable(refused.getMessage(), message);
      }
    }
  }
}
