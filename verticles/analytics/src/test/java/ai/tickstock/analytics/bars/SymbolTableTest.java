package ai.tickstock.analytics.bars;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Symbols;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SymbolTableTest {
  private static int id(SymbolTable table, String symbol) {
    byte[] bytes = (".." + symbol + "..").getBytes(StandardCharsets.US_ASCII);
    int known = table.find(bytes, 2, symbol.length());
    return known != SymbolTable.NONE ? known : table.add(bytes, 2, symbol.length());
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
    assertThat(id(table, "C")).isEqualTo(SymbolTable.NONE);
    assertThat(id(table, "A")).isZero();
  }

  @Test
  void theLeastRecentlyUsedWithoutAnOpenBarMakeRoom() {
    SymbolTable table = new SymbolTable(3);
    for (String symbol : new String[] {"A", "B", "C"}) {
      table.used(id(table, symbol), 60);
    }
    table.used(id(table, "A"), 60);
    table.used(id(table, "B"), 120);
    assertThat(table.makeRoom(59)).isEmpty();
    assertThat(table.earliestRoom()).isEqualTo(60);
    assertThat(table.makeRoom(60)).containsExactly(2);
    assertThat(table.name(2)).isEqualTo("C");
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.makeRoom(60)).as("B was used before A, but has a bar").containsExactly(0);
  }

  @Test
  void anIdIsGivenAgainOnlyWhenNobodySpeaksOfItAnyMore() {
    SymbolTable table = new SymbolTable(1);
    table.used(id(table, "A"), 60);
    table.makeRoom(60);
    assertThat(id(table, "B")).isEqualTo(1);
    table.settle();
    table.makeRoom(60);
    assertThat(id(table, "C")).isZero();
  }

  @Test
  void afterALowerLimitAsManyMakeRoomAsThereAreTooMany() {
    SymbolTable table = new SymbolTable(100);
    for (int i = 0; i < 100; i++) {
      id(table, "S" + i);
    }
    table.limit(10);
    assertThat(table.makeRoom(0)).hasSize(91);
    assertThat(table.size()).isEqualTo(9);
  }

  @Property(tries = 200)
  void whateverComesAndGoesEverySymbolHasOneIdAndIsFound(
      @ForAll @Size(min = 1, max = 400) List<@IntRange(max = 80) Integer> symbols) {
    SymbolTable table = new SymbolTable(20);
    Map<String, Integer> known = new HashMap<>();
    for (int number : symbols) {
      String symbol = "S" + number;
      if (!known.containsKey(symbol) && table.isFull()) {
        for (int gone : table.makeRoom(0)) {
          assertThat(known.remove(table.name(gone))).isEqualTo(gone);
        }
        table.settle();
      }
      int id = id(table, symbol);
      assertThat(known.merge(symbol, id, (before, now) -> before)).isEqualTo(id);
      known.forEach((name, its) -> assertThat(id(table, name)).as(name).isEqualTo(its));
      assertThat(table.size()).isEqualTo(known.size()).isLessThanOrEqualTo(20);
    }
  }
}
