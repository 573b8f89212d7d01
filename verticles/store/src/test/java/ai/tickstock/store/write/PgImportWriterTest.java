package ai.tickstock.store.write;

import static ai.tickstock.store.StoreFixture.await;
import static ai.tickstock.store.StoreFixture.lateTrade;
import static ai.tickstock.store.StoreFixture.millis;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.PgSplitReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.StoredSplit;
import ai.tickstock.store.write.BarCommit.RollUp;
import ai.tickstock.store.write.ImportWriter.Place;
import ai.tickstock.store.write.ImportWriter.Source;
import ai.tickstock.store.write.ImportWriter.Stored;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class PgImportWriterTest {
  private static final String T0 = "2025-10-15T14:30:00Z";
  private static final String T1 = "2025-10-15T14:31:00Z";
  private static final Source MINUTES = new Source("d1", "bars", Timeframe.MIN_1, "minutes.csv");
  private static final Source DAYS = new Source("d2", "bars", Timeframe.DAY_1, "days.csv");
  private static final Source SPLITS = new Source("d3", "splits", null, "splits.csv");
  private static final RollUp FIVE =
      new RollUp("AAPL", Timeframe.MIN_5, millis(T0), millis("2025-10-15T14:35:00Z"));
  private static final RollUp DAY =
      new RollUp(
          "AAPL", Timeframe.DAY_1, millis("2025-10-15T04:00:00Z"), millis("2025-10-16T04:00:00Z"));

  private final StoreFixture store = new StoreFixture();
  private final ImportWriter imports = new PgImportWriter(store.database);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aBarOfAFileIsStoredAsImportedAndTellsNoStage() {
    await(imports.begin(MINUTES, false));
    assertThat(put(List.of(bar(T0, 100, 101)), List.of())).isEqualTo(new Stored(1, 0, 0, 0));
    assertThat(bars(Timeframe.MIN_1)).isEqualTo("O100.0 H102.0 L99.0 C101.0 V1000.0 r0 import");
    assertThat(store.number("select count(*) from bar_changes")).isZero();
    assertThat(store.number("select count(*) from history_changes where symbol = 'AAPL'")).isOne();
  }

  @Test
  void theSameBarAgainChangesNothingAndAnotherOneReplacesIt() {
    await(imports.begin(MINUTES, false));
    put(List.of(bar(T0, 100, 101)), List.of());
    assertThat(put(List.of(bar(T0, 100, 101)), List.of())).isEqualTo(new Stored(0, 0, 0, 0));
    assertThat(put(List.of(bar(T0, 100, 103)), List.of())).isEqualTo(new Stored(0, 1, 0, 0));
    assertThat(bars(Timeframe.MIN_1)).isEqualTo("O100.0 H104.0 L99.0 C103.0 V1000.0 r1 import");
  }

  @Test
  void aBarBuiltFromTicksStaysUnlessItIsToBeReplaced() {
    store.commit(minute("AAPL", T0, 50, 51));
    await(imports.begin(MINUTES, false));
    assertThat(put(List.of(bar(T0, 100, 101), bar(T1, 7, 8)), List.of()))
        .isEqualTo(new Stored(1, 0, 1, 0));
    assertThat(bars(Timeframe.MIN_1)).startsWith("O50.0 H52.0 L49.0 C51.0 V1000.0 r0 ticks");
    assertThat(put(true, List.of(bar(T0, 100, 101)), List.of())).isEqualTo(new Stored(0, 1, 0, 0));
    assertThat(bars(Timeframe.MIN_1)).startsWith("O100.0 H102.0 L99.0 C101.0 V1000.0 r1 import");
  }

  @Test
  void minutesAreFoldedIntoLongerBars() {
    await(imports.begin(MINUTES, false));
    assertThat(put(List.of(bar(T0, 100, 101), bar(T1, 105, 90)), List.of(FIVE, DAY)))
        .isEqualTo(new Stored(2, 0, 0, 2));
    assertThat(bars(Timeframe.MIN_5))
        .isEqualTo("O100.0 H106.0 L89.0 C90.0 V2000.0 r0 import_minutes");
    assertThat(bars(Timeframe.DAY_1))
        .isEqualTo("O100.0 H106.0 L89.0 C90.0 V2000.0 r0 import_minutes");
    assertThat(put(List.of(bar(T0, 100, 101)), List.of(FIVE, DAY)))
        .isEqualTo(new Stored(0, 0, 0, 0));
  }

  @Test
  void aDayOfAFileStaysWhatTheFileSaidWhateverItsMinutes() {
    await(imports.begin(DAYS, false));
    await(imports.bars(DAYS, List.of(day(10, 11)), List.of(), false, Place.BEGIN));
    await(imports.begin(MINUTES, false));
    put(List.of(bar(T0, 100, 101)), List.of(FIVE, DAY));
    assertThat(bars(Timeframe.DAY_1)).isEqualTo("O10.0 H12.0 L9.0 C11.0 V1000.0 r0 import");
    put(true, List.of(bar(T0, 100, 101)), List.of(DAY));
    assertThat(bars(Timeframe.DAY_1)).startsWith("O100.0 H102.0 L99.0 C101.0 V1000.0 r1");
  }

  @Test
  void aDayOfAFileReplacesOneFoldedFromImportedMinutes() {
    await(imports.begin(MINUTES, false));
    put(List.of(bar(T0, 100, 101)), List.of(DAY));
    await(imports.begin(DAYS, false));
    await(imports.bars(DAYS, List.of(day(10, 11)), List.of(), false, Place.BEGIN));
    assertThat(bars(Timeframe.DAY_1)).isEqualTo("O10.0 H12.0 L9.0 C11.0 V1000.0 r1 import");
  }

  @Test
  void aBarBuiltFromTicksTakesAnImportedOnesPlaceAndIsTold() {
    await(imports.begin(MINUTES, false));
    put(List.of(bar(T0, 100, 101), bar(T1, 50, 51)), List.of());
    List<BarChange> changes = store.commit(minute("AAPL", T0, 50, 51), minute("AAPL", T1, 50, 51));
    assertThat(changes).extracting(BarChange::isAmendment).containsExactly(true, true);
    assertThat(changes.get(0).bar().volume()).isEqualTo(1_000);
    assertThat(bars(Timeframe.MIN_1))
        .isEqualTo(
            "O50.0 H52.0 L49.0 C51.0 V1000.0 r1 ticks, O50.0 H52.0 L49.0 C51.0 V1000.0 r1 ticks");
  }

  @Test
  void aLateTradeIsInAnImportedBarAlready() {
    await(imports.begin(MINUTES, false));
    put(List.of(bar(T0, 100, 101)), List.of());
    assertThat(store.commit(lateTrade("AAPL", T0, 200, 500))).isEmpty();
    assertThat(bars(Timeframe.MIN_1)).isEqualTo("O100.0 H102.0 L99.0 C101.0 V1000.0 r0 import");
  }

  /** The feed began in the middle of it; what came before was imported. */
  @Test
  void aRollUpThatEndsIsFoldedFromImportedAndBuiltMinutesAlike() {
    store.commit(minute("AAPL", T1, 105, 90));
    await(imports.begin(MINUTES, false));
    put(List.of(bar(T0, 100, 101)), List.of(FIVE));
    assertThat(bars(Timeframe.MIN_5)).isEqualTo("O100.0 H106.0 L89.0 C90.0 V2000.0 r0 minutes");
    List<BarChange> changes =
        store.commit(StoreFixture.bar("AAPL", Timeframe.MIN_5, T0, 105, 90, 1_000));
    Bar told = changes.get(0).bar();
    assertThat(told.open()).isEqualTo(100);
    assertThat(told.volume()).isEqualTo(2_000);
    assertThat(bars(Timeframe.MIN_5)).startsWith("O100.0 H106.0 L89.0 C90.0 V2000.0");
  }

  @Test
  void thePlaceInTheFileMovesWithTheRows() {
    assertThat(await(imports.begin(MINUTES, false))).isEqualTo(Place.BEGIN);
    await(
        imports.bars(
            MINUTES, List.of(bar(T0, 10, 11)), List.of(), false, new Place(7, 2, 3, false)));
    assertThat(await(imports.begin(MINUTES, false))).isEqualTo(new Place(7, 2, 4, false));
    await(imports.bars(MINUTES, List.of(), List.of(), false, new Place(9, 2, 4, true)));
    assertThat(await(imports.begin(MINUTES, false))).isEqualTo(new Place(9, 2, 4, true));
    assertThat(await(imports.begin(DAYS, false))).isEqualTo(Place.BEGIN);
    assertThat(await(imports.begin(MINUTES, true))).isEqualTo(Place.BEGIN);
  }

  @Test
  void aBatchThatIsRefusedLeavesNoTraceAndNoPlace() {
    await(imports.begin(MINUTES, false));
    ImportedBar insane = new ImportedBar("AAPL", millis(T0), 100, 90, 95, 100, 1, 100, 0);
    assertThatThrownBy(
            () ->
                await(
                    imports.bars(
                        MINUTES,
                        List.of(bar(T1, 10, 11), insane),
                        List.of(),
                        false,
                        new Place(2, 0, 0, false))))
        .hasMessageContaining("sane");
    assertThat(store.number("select count(*) from ohlcv_bars_1min")).isZero();
    assertThat(await(imports.begin(MINUTES, false))).isEqualTo(Place.BEGIN);
  }

  @Test
  void splitsAreAddedChangedAndReplaced() {
    await(imports.begin(SPLITS, false));
    assertThat(split(false, "2014-06-09", 7, "2020-08-31", 4)).isEqualTo(new Stored(2, 0, 0, 0));
    assertThat(split(false, "2014-06-09", 7, "2020-08-31", 5)).isEqualTo(new Stored(0, 1, 0, 0));
    assertThat(split(false, "2014-06-09", 7)).isEqualTo(new Stored(0, 0, 0, 0));
    assertThat(split(true, "2014-06-09", 7)).isEqualTo(new Stored(0, 1, 0, 0));
    assertThat(await(new PgSplitReader(store.database).splits(Set.of("AAPL"))))
        .containsEntry("AAPL", List.of(new StoredSplit(LocalDate.parse("2014-06-09"), 7)));
  }

  private Stored split(boolean replace, Object... datesAndRatios) {
    List<ImportedSplit> splits = new ArrayList<>();
    for (int i = 0; i < datesAndRatios.length; i += 2) {
      LocalDate date = LocalDate.parse((String) datesAndRatios[i]);
      double ratio = ((Number) datesAndRatios[i + 1]).doubleValue();
      splits.add(new ImportedSplit("AAPL", new StoredSplit(date, ratio)));
    }
    return await(imports.splits(SPLITS, splits, replace, Place.BEGIN));
  }

  private Stored put(List<ImportedBar> bars, List<RollUp> rollUps) {
    return put(false, bars, rollUps);
  }

  private Stored put(boolean replace, List<ImportedBar> bars, List<RollUp> rollUps) {
    return await(imports.bars(MINUTES, bars, rollUps, replace, Place.BEGIN));
  }

  private static ImportedBar bar(String start, double open, double close) {
    return new ImportedBar(
        "AAPL",
        millis(start),
        open,
        Math.max(open, close) + 1,
        Math.min(open, close) - 1,
        close,
        1_000,
        (open + close) / 2,
        10);
  }

  private static ImportedBar day(double open, double close) {
    return bar("2025-10-15T04:00:00Z", open, close);
  }

  private String bars(Timeframe timeframe) {
    return store
        .rows(
            "select open, high, low, close, volume, revision, origin from ohlcv_bars_"
                + timeframe.label()
                + " order by bar_timestamp")
        .stream()
        .map(
            row ->
                "O%s H%s L%s C%s V%s r%s %s"
                    .formatted(
                        row.getDouble(0),
                        row.getDouble(1),
                        row.getDouble(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getInteger(5),
                        row.getString(6)))
        .collect(Collectors.joining(", "));
  }
}
