package ai.tickstock.app.sources;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.NastyJson;
import ai.tickstock.wire.fuzz.Reasons;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** However a line of a tick file is spoiled: it is a sound tick, or refused by name. */
class FilesFuzzTest {
  private static final String[] LINES = {
    "SPY,1381219217.034,167.42,210", "\"GCZ13\", 1381104000.276 ,1313.7,0", "BTC-USD,1.5e9,1e-4,0.5"
  };
  private static final String[] FIELDS = {
    "",
    " ",
    "1e999",
    "-1",
    "1e-400",
    "NaN",
    "Infinity",
    "0x10",
    "1_000",
    "9".repeat(400),
    "1e308",
    "\"",
    "\"\"",
    "\u0000",
    "é",
    "1697385600000",
    "+5",
    ".",
    "1.",
    "--1",
    "1e",
    "1e+",
    "null"
  };

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aSpoiledLineIsSoundOrRefusedByName(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          String line = line(nasty);
          Fuzz.within(line.length(), () -> read(line));
        });
  }

  private static String line(NastyJson nasty) {
    String[] fields = nasty.oneOf(LINES).split(",");
    if (nasty.random().nextBoolean()) {
      fields[nasty.random().nextInt(fields.length)] = nasty.oneOf(FIELDS);
    }
    String line = String.join(",", fields);
    return nasty.random().nextBoolean() ? nasty.scribbled(line) : line;
  }

  private static void read(String line) {
    try {
      TickLine tick = TickLine.parse(line);
      assertThat(tick.price()).isPositive().isFinite();
      assertThat(tick.volume()).isNotNegative().isFinite();
      assertThat(tick.millis()).isPositive();
    } catch (IllegalArgumentException refused) {
      Reasons.assertUnderstandable("line: " + refused.getMessage(), line);
    }
  }
}
