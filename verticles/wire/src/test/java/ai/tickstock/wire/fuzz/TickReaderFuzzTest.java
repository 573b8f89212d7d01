package ai.tickstock.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Symbols;
import ai.tickstock.wire.TickReader;
import io.vertx.core.json.JsonObject;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** However ticks are spoiled: what is taken is sound, what is refused has a reason, and it ends. */
class TickReaderFuzzTest {
  private static final JsonObject TICK =
      new JsonObject(
          """
          {"type": "market_tick", "symbol": "AAPL", "price": 150.25, "volume": 1000,
           "timestamp": 1697385601, "source": "polygon", "oc": false, "hl": true, "vol": true,
           "open": 150.2, "high": 150.3, "low": 150.15, "window_start": 1697385600,
           "window_end": 1697385601, "id": "71675577320245", "cond": "37"}
          """);
  private static final JsonObject HEARTBEAT =
      new JsonObject("{\"type\": \"heartbeat\", \"timestamp\": 1697385605}");
  private static final String GOOD =
      "{\"type\":\"market_tick\",\"symbol\":\"LAST\",\"price\":1,\"timestamp\":1}";

  private final TickReader reader = new TickReader();

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aSpoiledTickIsSoundOrRefusedWithItsReason(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          String text = nasty.spoiled(nasty.random().nextInt(4) > 0 ? TICK : HEARTBEAT);
          byte[] bytes = NastyJson.utf8(text);
          read(nasty.random().nextInt(4) == 0 ? nasty.spoiled(bytes) : bytes);
        });
  }

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void theTickBehindSpoiledOnesOfAnEntryIsRead(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          String spoiled = nasty.spoiled(TICK);
          if (isOneObject(spoiled)) {
            assertThat(read(NastyJson.utf8("[" + spoiled + "," + GOOD + "]")))
                .as(spoiled)
                .isEqualTo("LAST");
          }
        });
  }

  private static boolean isOneObject(String text) {
    try {
      new JsonObject(text);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Reads all there is; the last symbol. */
  private String read(byte[] bytes) {
    String[] last = new String[1];
    Fuzz.within(bytes.length, () -> last[0] = TickFuzzing.read(reader, bytes));
    return last[0];
  }

  /** What holds of anything that is read; also for bytes that coverage leads to. */
  static final class TickFuzzing {
    private TickFuzzing() {}

    static String read(TickReader reader, byte[] bytes) {
      String last = null;
      reader.reset(bytes, 0, bytes.length);
      for (int messages = 1; reader.next(); messages++) {
        assertThat(messages).isLessThanOrEqualTo(bytes.length);
        last = null;
        switch (reader.kind()) {
          case REFUSED -> Reasons.assertUnderstandable(reader.refusalText(), reader.sample());
          case TICK -> {
            last = reader.symbol();
            check(reader);
          }
          default -> assertThat(reader.timestampMillis()).isPositive();
        }
      }
      return last;
    }

    private static void check(TickReader reader) {
      assertThat(Symbols.isValid(reader.symbol())).isTrue();
      assertThat(reader.price()).isPositive().isFinite();
      assertThat(reader.volume()).isNotNegative().isFinite();
      assertThat(reader.timestampMillis()).isPositive();
      if (reader.isWindow()) {
        assertThat(reader.low()).isPositive().isLessThanOrEqualTo(reader.high());
        assertThat(reader.windowStartMillis()).isLessThan(reader.windowEndMillis());
      }
    }
  }
}
