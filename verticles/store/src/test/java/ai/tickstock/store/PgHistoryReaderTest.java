package ai.tickstock.store;

import static ai.tickstock.store.StoreFixture.await;
import static ai.tickstock.store.StoreFixture.millis;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class PgHistoryReaderTest {
  private final StoreFixture store = new StoreFixture();
  private final List<String> read = new ArrayList<>();

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 100})
  void aSeriesIsWholeWhateverThePages(int page) {
    fiveMinutes();
    long count = read(page, Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(count).isEqualTo(5);
    assertThat(read)
        .containsExactly(
            "2025-09-30T23:58:00Z O100.0 H102.0 L99.0 C101.0 V1000.0",
            "2025-09-30T23:59:00Z O101.0 H103.0 L100.0 C102.0 V1000.0",
            "2025-10-01T00:00:00Z O102.0 H104.0 L101.0 C103.0 V1000.0",
            "2025-10-01T00:01:00Z O103.0 H105.0 L102.0 C104.0 V1000.0",
            "2025-10-01T00:02:00Z O104.0 H106.0 L103.0 C105.0 V1000.0");
  }

  /** A page a bar: as many pages as ten million bars have. */
  @Test
  void thousandsOfPagesAreOneAfterTheOtherAndNothingHangsOnAll() {
    int minutes = 2_500;
    Instant first = Instant.parse("2025-09-30T00:00:00Z");
    store.commit(
        IntStream.range(0, minutes)
            .mapToObj(i -> minute("AAPL", first.plusSeconds(60L * i).toString(), 100 + i, 101 + i))
            .toArray(BarPart[]::new));
    int[] deepest = new int[1];
    long count =
        await(
            new PgHistoryReader(store.database, 1)
                .bars(
                    "AAPL",
                    Timeframe.MIN_1,
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    (start, open, high, low, close, volume) -> {
                      deepest[0] = Math.max(deepest[0], new Throwable().getStackTrace().length);
                      bar(start, open, high, low, close, volume);
                    }));
    assertThat(count).isEqualTo(minutes);
    assertThat(read).hasSize(minutes).doesNotHaveDuplicates();
    assertThat(deepest[0]).isLessThan(200);
  }

  @Test
  void theFirstInstantIsInTheLastIsNot() {
    fiveMinutes();
    assertThat(read(2, millis("2025-09-30T23:59:00Z"), millis("2025-10-01T00:01:00Z")))
        .isEqualTo(2);
    assertThat(read.get(0)).startsWith("2025-09-30T23:59:00Z");
    assertThat(read.get(1)).startsWith("2025-10-01T00:00:00Z");
  }

  @Test
  void ofAnotherSymbolOrTimeframeThereIsNothing() {
    fiveMinutes();
    assertThat(
            await(
                new PgHistoryReader(store.database)
                    .bars("AAPL", Timeframe.DAY_1, Long.MIN_VALUE, Long.MAX_VALUE, this::bar)))
        .isZero();
    assertThat(
            await(
                new PgHistoryReader(store.database)
                    .bars("AAP", Timeframe.MIN_1, Long.MIN_VALUE, Long.MAX_VALUE, this::bar)))
        .isZero();
  }

  @Test
  void aSinkThatThrowsEndsTheReading() {
    fiveMinutes();
    List<Long> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                await(
                    new PgHistoryReader(store.database, 2)
                        .bars(
                            "AAPL",
                            Timeframe.MIN_1,
                            Long.MIN_VALUE,
                            Long.MAX_VALUE,
                            (start, open, high, low, close, volume) -> {
                              seen.add(start);
                              throw new IllegalStateException("the disk is full");
                            })))
        .hasMessageContaining("the disk is full");
    assertThat(seen).hasSize(1);
  }

  @Test
  void theSymbolsOfATimeframeComeInOrder() {
    store.commit(
        minute("MSFT", "2025-10-15T14:30:00Z", 100, 101),
        minute("AAPL", "2025-09-15T14:30:00Z", 100, 101),
        StoreFixture.bar("SPX", Timeframe.DAY_1, "2025-10-15T00:00:00Z", 100, 101, 1));
    PgHistoryReader reader = new PgHistoryReader(store.database);
    assertThat(await(reader.symbols(Timeframe.MIN_1))).containsExactly("AAPL", "MSFT");
    assertThat(await(reader.symbols(Timeframe.DAY_1))).containsExactly("SPX");
    assertThat(await(reader.symbols(Timeframe.HOUR_1))).isEmpty();
  }

  /** Over the end of a month, and so in two partitions of the table; another symbol beside them. */
  private void fiveMinutes() {
    Instant first = Instant.parse("2025-09-30T23:58:00Z");
    for (int i = 0; i < 5; i++) {
      store.commit(
          minute("AAPL", first.plusSeconds(60 * i).toString(), 100 + i, 101 + i),
          minute("AAPLE", first.plusSeconds(60 * i).toString(), 7, 8));
    }
  }

  private long read(int page, long fromMillis, long toMillis) {
    return await(
        new PgHistoryReader(store.database, page)
            .bars("AAPL", Timeframe.MIN_1, fromMillis, toMillis, this::bar));
  }

  private void bar(
      long startMillis, double open, double high, double low, double close, double volume) {
    read.add(
        Instant.ofEpochMilli(startMillis)
            + " O"
            + open
            + " H"
            + high
            + " L"
            + low
            + " C"
            + close
            + " V"
            + volume);
  }
}
