package ai.tickstock.store;

import static ai.tickstock.store.StoreFixture.await;
import static ai.tickstock.store.StoreFixture.millis;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class PgBarReaderTest {
  private final StoreFixture store = new StoreFixture();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void changesAreReadOnFromThePlaceOfEachPartitionPageByPage() {
    for (int i = 0; i < 5; i++) {
      store.commit(
          minute("AAPL", "2025-10-15T14:3" + i + ":00Z", 100, 101),
          minute("MSFT", "2025-10-15T14:3" + i + ":00Z", 100, 101));
    }
    int a = Symbols.partition("AAPL");
    int m = Symbols.partition("MSFT");
    int[] partitions = {Math.min(a, m), Math.max(a, m)};
    List<BarChange> page = await(store.reader.changesAfter(partitions, new long[] {3, 1}, 4));
    assertThat(page)
        .extracting(BarChange::partition, BarChange::changeNo)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(partitions[0], 4L),
            org.assertj.core.groups.Tuple.tuple(partitions[0], 5L),
            org.assertj.core.groups.Tuple.tuple(partitions[1], 2L),
            org.assertj.core.groups.Tuple.tuple(partitions[1], 3L));
  }

  @Test
  void theNewestBarsOfAStretchComeOldestFirst() {
    for (int i = 0; i < 5; i++) {
      store.commit(minute("AAPL", "2025-10-15T14:3" + i + ":00Z", 100 + i, 101));
    }
    assertThat(
            await(
                store.reader.bars(
                    "AAPL", Timeframe.MIN_1, Long.MIN_VALUE, millis("2025-10-15T14:34:00Z"), 2)))
        .extracting(Bar::open)
        .containsExactly(102.0, 103.0);
  }

  @Test
  void everySymbolWithABarOfAnyTimeframeIsKnown() {
    assertThat(await(store.reader.symbols())).isEmpty();
    store.commit(
        minute("AAPL", "2025-09-15T14:30:00Z", 100, 101),
        minute("MSFT", "2025-10-15T14:30:00Z", 100, 101),
        StoreFixture.bar("SPX", Timeframe.DAY_1, "2025-10-15T00:00:00Z", 100, 101, 1));
    assertThat(await(store.reader.symbols())).isEqualTo(Set.of("AAPL", "MSFT", "SPX"));
  }

  @Test
  void warmingUpManySymbolsReadsEachAsOfItsPartition() {
    store.commit(
        minute("AAPL", "2025-10-15T14:30:00Z", 100, 101),
        minute("MSFT", "2025-10-15T14:30:00Z", 200, 201));
    store.commit(
        minute("AAPL", "2025-10-15T14:31:00Z", 101, 102),
        minute("MSFT", "2025-10-15T14:31:00Z", 201, 202));
    int[] partitions = {Symbols.partition("AAPL"), Symbols.partition("MSFT")};
    assertThat(
            await(
                store.reader.newestAsOf(
                    Timeframe.MIN_1, partitions, new long[] {1, 2}, Set.of("AAPL", "MSFT"), 10)))
        .extracting(Bar::symbol, Bar::open)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("AAPL", 100.0),
            org.assertj.core.groups.Tuple.tuple("MSFT", 200.0),
            org.assertj.core.groups.Tuple.tuple("MSFT", 201.0));
  }
}
