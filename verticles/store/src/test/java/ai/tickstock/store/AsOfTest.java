package ai.tickstock.store;

import static ai.tickstock.store.StoreFixture.await;
import static ai.tickstock.store.StoreFixture.lateTrade;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Bars as they stood once, against snapshots kept while the story went on. */
class AsOfTest {
  private static final long START = StoreFixture.millis("2025-10-31T23:55:00Z");
  private static StoreFixture store;
  private static int symbols;

  @BeforeContainer
  static void open() {
    store = new StoreFixture();
  }

  @AfterContainer
  static void close() {
    store.close();
  }

  @Property(tries = 30)
  void theBarsAsOfAnyChangeAreThoseThatWereThereThen(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 9) Integer> minutes,
      @ForAll @IntRange(min = 0, max = 10) int from,
      @ForAll @IntRange(min = 0, max = 5) int before) {
    String symbol = "S" + symbols++;
    int partition = Symbols.partition(symbol);
    TreeMap<Instant, Bar> bars = new TreeMap<>();
    List<Long> numbers = new ArrayList<>();
    List<List<Bar>> snapshots = new ArrayList<>();
    for (int minute : minutes) {
      String start = Instant.ofEpochMilli(START + minute * 60_000L).toString();
      BarChange change =
          bars.containsKey(Instant.parse(start))
              ? store.commit(lateTrade(symbol, start, 50 + minute, 1)).get(0)
              : store.commit(minute(symbol, start, 100 + minute, 101)).get(0);
      bars.put(change.bar().start(), change.bar());
      numbers.add(change.changeNo());
      snapshots.add(List.copyOf(bars.values()));
    }
    long fromMillis = START + from * 60_000L;
    for (int i = 0; i < numbers.size(); i++) {
      List<Bar> then = snapshots.get(i);
      assertThat(
              await(
                  store.reader.barsAsOf(
                      partition, numbers.get(i), symbol, Timeframe.MIN_1, fromMillis, before)))
          .isEqualTo(around(then, fromMillis, before));
      assertThat(newest(symbol, numbers.get(i), before + 1))
          .isEqualTo(then.subList(Math.max(0, then.size() - before - 1), then.size()));
    }
  }

  private static List<Bar> around(List<Bar> bars, long fromMillis, int before) {
    List<Bar> older = bars.stream().filter(b -> b.start().toEpochMilli() < fromMillis).toList();
    List<Bar> wanted =
        new ArrayList<>(older.subList(Math.max(0, older.size() - before), older.size()));
    bars.stream().filter(b -> b.start().toEpochMilli() >= fromMillis).forEach(wanted::add);
    return wanted;
  }

  private static List<Bar> newest(String symbol, long changeNo, int limit) {
    return await(
        store.reader.newestAsOf(
            Timeframe.MIN_1,
            new int[] {Symbols.partition(symbol)},
            new long[] {changeNo},
            Set.of(symbol, "ELSEWHERE"),
            limit));
  }
}
