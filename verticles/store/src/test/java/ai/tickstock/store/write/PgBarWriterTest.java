package ai.tickstock.store.write;

import static ai.tickstock.store.StoreFixture.OWNER;
import static ai.tickstock.store.StoreFixture.allPartitions;
import static ai.tickstock.store.StoreFixture.await;
import static ai.tickstock.store.StoreFixture.lateTrade;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.StoreFixture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class PgBarWriterTest {
  private static final String T0 = "2025-10-15T14:30:00Z";
  private static final String T1 = "2025-10-15T14:31:00Z";

  private final StoreFixture store = new StoreFixture();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aCommittedStateComesBackWithTheTakeOver() {
    int partition = Symbols.partition("AAPL");
    store.commit(minute("AAPL", T0, 100, 101));
    PartitionState state = await(store.writer.takeOver(Set.of(partition), "owner-2")).get(0);
    PartitionState expected = StoreFixture.state(partition, 1);
    assertThat(state).usingRecursiveComparison().ignoringFields("changeNo").isEqualTo(expected);
    assertThat(state.changeNo()).isEqualTo(1);
  }

  @Test
  void aPartitionNeverSeenStartsAtTheBeginning() {
    PartitionState state = await(store.writer.takeOver(Set.of(5), "owner-2")).get(0);
    assertThat(state)
        .usingRecursiveComparison()
        .isEqualTo(new PartitionState(5, 0, 0, java.util.Map.of(), Long.MIN_VALUE, new byte[0], 0));
  }

  @Test
  void aCommitByAnOldOwnerWritesNothing() {
    await(store.writer.takeOver(Set.of(Symbols.partition("AAPL")), "owner-2"));
    BarCommit commit =
        store.next(List.of(minute("AAPL", T0, 100, 101), minute("MSFT", T0, 50, 51)), List.of());
    assertThatThrownBy(() -> await(store.writer.commit(OWNER, commit)))
        .isInstanceOf(NotOwnerException.class);
    assertThat(store.number("select count(*) from ohlcv_bars_1min")).isZero();
    assertThat(store.number("select count(*) from bar_changes")).isZero();
    assertThat(store.number("select max(log_offset) from feed_position")).isZero();
  }

  @Test
  void aPartitionIsDroppedOnceAllItsBarsAreOldAndMadeAgainWhenOneComes() {
    store.commit(minute("AAPL", "2025-09-30T14:30:00Z", 100, 101), minute("AAPL", T0, 100, 101));
    Instant begin = Instant.parse("2025-10-01T00:00:00Z");
    assertThat(await(store.writer.dropBefore(Timeframe.MIN_1, begin.minusMillis(1)))).isEmpty();
    assertThat(await(store.writer.dropBefore(Timeframe.MIN_5, begin))).isEmpty();
    assertThat(await(store.writer.dropBefore(Timeframe.MIN_1, begin)))
        .containsExactly("ohlcv_bars_1min_from_20250901");
    assertThat(store.number("select count(*) from ohlcv_bars_1min")).isEqualTo(1);
    store.commit(minute("AAPL", "2025-09-30T14:31:00Z", 100, 101));
    assertThat(store.number("select count(*) from ohlcv_bars_1min")).isEqualTo(2);
  }

  @Test
  void closingAndAmendingTellTheBarAndTheBarBefore() {
    BarChange closed = store.commit(minute("AAPL", T0, 100, 101)).get(0);
    BarChange amended = store.commit(lateTrade("AAPL", T0, 90, 500)).get(0);
    assertThat(closed.isAmendment()).isFalse();
    assertThat(closed.bar().revision()).isZero();
    assertThat(closed.bar().vwap()).isEqualTo(100.5);
    assertThat(amended.before()).isEqualTo(closed.bar());
    assertThat(amended.bar().open()).isEqualTo(90);
    assertThat(amended.bar().low()).isEqualTo(90);
    assertThat(amended.bar().close()).isEqualTo(101);
    assertThat(amended.bar().volume()).isEqualTo(1_500);
    assertThat(amended.bar().trades()).isEqualTo(11);
    assertThat(amended.bar().revision()).isEqualTo(1);
    assertThat(amended.bar().vwap()).isEqualTo((100_500.0 + 45_000) / 1_500);
  }

  @Test
  void changeNumbersAreDenseInEachPartitionAndOrderedByTime() {
    List<BarPart> parts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      parts.add(minute("S" + i, T1, 100, 101));
      parts.add(minute("S" + i, T0, 100, 101));
    }
    List<BarChange> changes = new ArrayList<>(store.commit(parts.toArray(BarPart[]::new)));
    changes.addAll(store.commit(lateTrade("S1", T0, 99, 1), lateTrade("S2", T1, 99, 1)));
    for (int partition : allPartitions()) {
      List<BarChange> own = changes.stream().filter(c -> c.partition() == partition).toList();
      assertThat(own)
          .extracting(BarChange::changeNo)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, own.size()).boxed().toList());
      assertThat(own.stream().filter(c -> !c.isAmendment()).map(c -> c.bar().start())).isSorted();
    }
    assertThat(changes).hasSize(1_002);
    assertThat(await(store.reader.changesAfter(all(), new long[64], 5_000)))
        .containsExactlyInAnyOrderElementsOf(changes);
  }

  @Test
  void repeatingTheSameCommitChangesNothingAndTellsTheSame() {
    store.commit(minute("AAPL", T0, 100, 101));
    BarCommit commit =
        store.next(
            List.of(lateTrade("AAPL", T0, 90, 500), minute("AAPL", T1, 101, 102)), List.of());
    List<BarChange> first = await(store.writer.commit(OWNER, commit));
    List<BarChange> again = await(store.writer.commit(OWNER, commit));
    assertThat(again).isEqualTo(first).hasSize(2);
    assertThat(store.number("select count(*) from bar_changes")).isEqualTo(3);
    assertThat(store.number("select sum(trades)::bigint from ohlcv_bars_1min")).isEqualTo(21);
  }

  @Test
  void aCommitOlderThanWhatIsStoredIsRefused() {
    BarCommit late = store.next(List.of(lateTrade("AAPL", T0, 90, 500)), List.of());
    store.commit(minute("AAPL", T0, 100, 101));
    assertThatThrownBy(() -> await(store.writer.commit(OWNER, late)))
        .isInstanceOf(StaleCommitException.class)
        .hasMessageContaining("older than what is stored");
    assertThat(store.number("select count(*) from bar_changes")).isEqualTo(1);
  }

  @Test
  void aReSentWindowReplacesTheBarAndTheSameWindowAgainIsNoChange() {
    store.commit(minute("AAPL", T0, 100, 101));
    BarPart window = replacing(minute("AAPL", T0, 102, 103));
    BarChange replaced = store.commit(window).get(0);
    assertThat(replaced.bar().open()).isEqualTo(102);
    assertThat(replaced.bar().trades()).isEqualTo(10);
    assertThat(replaced.bar().revision()).isEqualTo(1);
    assertThat(replaced.before().open()).isEqualTo(100);
    assertThat(store.commit(window)).isEmpty();
    assertThat(store.number("select revision from ohlcv_bars_1min")).isEqualTo(1);
  }

  @Test
  void partitionsAreMadeWhenAPeriodIsFirstTouched() {
    store.commit(
        minute("AAPL", "2024-12-31T23:59:00Z", 10, 11),
        minute("AAPL", "2025-01-01T00:00:00Z", 11, 12),
        minute("AAPL", "2025-02-28T12:00:00Z", 12, 13));
    assertThat(
            store.rows(
                "select relname from pg_inherits join pg_class c on c.oid = inhrelid"
                    + " where inhparent = 'ohlcv_bars_1min'::regclass order by 1"))
        .extracting(row -> row.getString(0))
        .containsExactly(
            "ohlcv_bars_1min_from_20241201",
            "ohlcv_bars_1min_from_20250101",
            "ohlcv_bars_1min_from_20250201");
    assertThat(store.number("select count(*) from ohlcv_bars_1min_from_20241201")).isEqualTo(1);
  }

  @Test
  void aPartitionDroppedUnderTheWriterIsMadeAgain() {
    store.commit(minute("AAPL", T0, 100, 101));
    store.rows("drop table ohlcv_bars_1min_from_20251001");
    assertThat(store.commit(minute("AAPL", T1, 100, 101))).hasSize(1);
    assertThat(store.number("select count(*) from ohlcv_bars_1min")).isEqualTo(1);
  }

  @Test
  void aBarThatIsThereAlreadyIsMergedThoughItSeemedNew() {
    store.commit(minute("AAPL", T0, 100, 101));
    List<BarChange> changes =
        store.commit(minute("AAPL", T0, 100, 101), minute("MSFT", T0, 50, 51));
    assertThat(changes).filteredOn(BarChange::isAmendment).hasSize(1);
    assertThat(changes).hasSize(2);
    assertThat(store.number("select trades from ohlcv_bars_1min where symbol = 'AAPL'"))
        .isEqualTo(20);
  }

  @Test
  void pruningKeepsTheLastMinuteAndWhatNobodyHasPassed() {
    store.commit(minute("AAPL", T0, 100, 101));
    store.commit(minute("AAPL", T1, 100, 101));
    int partition = Symbols.partition("AAPL");
    await(store.writer.pruneChanges(new int[] {partition}, new long[] {1}));
    assertThat(store.number("select count(*) from bar_changes")).isEqualTo(2);
    store.rows("update bar_changes set committed_at = committed_at - interval '1 hour'");
    await(store.writer.pruneChanges(new int[] {partition}, new long[] {1}));
    assertThat(store.number("select min(change_no) from bar_changes")).isEqualTo(2);
  }

  private static BarPart replacing(BarPart p) {
    return new BarPart(
        p.symbol(),
        p.timeframe(),
        p.startMillis(),
        p.open(),
        p.openMillis(),
        p.openEpoch(),
        p.openOffset(),
        p.high(),
        p.low(),
        p.rangeEligible(),
        p.close(),
        p.closeMillis(),
        p.closeEpoch(),
        p.closeOffset(),
        p.volume(),
        p.turnover(),
        p.trades(),
        true,
        true);
  }

  private static int[] all() {
    return allPartitions().stream().mapToInt(Integer::intValue).toArray();
  }
}
