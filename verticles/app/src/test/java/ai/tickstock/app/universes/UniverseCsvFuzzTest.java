package ai.tickstock.app.universes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Symbols;
import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.NastyJson;
import ai.tickstock.wire.fuzz.Reasons;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** However a table of symbols is spoiled: all that is read is symbols, or it is refused by line. */
class UniverseCsvFuzzTest {
  private static final String TABLE =
      "name,symbol,weight\n\"Apple, Inc.\",AAPL,0.1\nBerkshire,brk.b,0.2\n,,\nX,X:Y,1\n";

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void isATableOfSymbolsOrRefusedByLine(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          String text = nasty.scribbled(TABLE);
          if (nasty.random().nextInt(3) == 0) {
            text += nasty.oneOf("x,", "\"", ",,,", "") + nasty.value();
          }
          read(text);
        });
  }

  private static void read(String text) {
    Fuzz.within(
        NastyJson.utf8(text).length,
        () -> {
          try {
            List<String> symbols = UniverseCsv.symbols(text);
            assertThat(symbols).isNotEmpty().doesNotHaveDuplicates().allMatch(Symbols::isValid);
          } catch (UniverseException refused) {
            Reasons.assertUnderstandable(refused.getMessage(), text);
          }
        });
  }
}
