package ai.tickstock.analytics.bars;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Symbols;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SymbolTableTest {
  private static int id(SymbolTable table, String symbol) {
    byte[] bytes = (".." + symbol + "..").getBytes(StandardCharsets.US_ASCII);
    return table.id(bytes, 2, symbol.length());
  }

  @Test
  void idsAreDenseAndStable() {
    SymbolTable table = new SymbolTable(100_000);
    for (int i = 0; i < 50_000; i++) {
      assertThat(id(table, "S" + i)).isEqualTo(i);
    }
    for (int i = 0; i < 50_000; i++) {
      assertThat(id(table, "S" + i)).isEqualTo(i);
      assertThat(table.name(i)).isEqualTo("S" + i);
      assertThat(table.partition(i)).isEqualTo(Symbols.partition("S" + i));
    }
    assertThat(table.size()).isEqualTo(50_000);
  }

  @Test
  void aFullTableTakesNoNewSymbolAndKnowsTheOldOnes() {
    SymbolTable table = new SymbolTable(2);
    assertThat(id(table, "A")).isZero();
    assertThat(id(table, "B")).isEqualTo(1);
    assertThat(id(table, "C")).isEqualTo(SymbolTable.FULL);
    assertThat(id(table, "A")).isZero();
  }
}
