package ai.tickstock.app.sources;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Symbols;
import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.NastyJson;
import ai.tickstock.wire.fuzz.Reasons;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** However a file of ticks is spoiled: what is read is ticks, every other line is named. */
class TickCsvFuzzTest {
  private static final String TABLE =
      """
      symbol,timestamp,price,volume
      AAPL,1697463000.123,178.25,100
      BRK.B,1697463000.5,350,0.25
      "MSFT",1697463001,330.1,17

      AAPL,1697463001.000000001,178.5,1
      """;

  private static Path file;

  @BeforeContainer
  static void make() throws IOException {
    file = Files.createTempFile("ticks", ".csv");
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void everyLineIsATickOrNamed(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          String text = nasty.random().nextInt(3) > 0 ? nasty.scribbled(TABLE) : TABLE;
          if (nasty.random().nextBoolean()) {
            text += nasty.oneOf("AAPL,", "AAPL,1697463000,", "", "\"") + nasty.value() + ",1,1\n";
          }
          byte[] bytes = NastyJson.utf8(text);
          read(nasty.random().nextInt(4) == 0 ? nasty.spoiled(bytes) : bytes);
        });
  }

  private static void read(byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<BadLine> bad = new ArrayList<>();
    Fuzz.within(
        bytes.length,
        () -> {
          try (TickCsv csv = new TickCsv(file, bad::add)) {
            TickBlock block = new TickBlock();
            do {
              csv.fill(block);
              for (int i = 0; i < block.size; i++) {
                assertThat(block.symbols[i]).matches(Symbols::isValid);
                assertThat(block.prices[i]).isPositive().isFinite();
                assertThat(block.volumes[i]).isNotNegative().isFinite();
                assertThat(block.millis[i]).isPositive();
              }
            } while (!block.last);
          } catch (IOException refused) {
            Reasons.assertUnderstandable(refused.getMessage(), new String(bytes));
          }
        });
    bad.forEach(line -> Reasons.assertUnderstandable("line: " + line.reason(), line.sample()));
  }
}
