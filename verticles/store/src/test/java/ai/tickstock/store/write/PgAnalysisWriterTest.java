package ai.tickstock.store.write;

import static ai.tickstock.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.write.AnalysisWriter.Cursor;
import ai.tickstock.store.write.AnalysisWriter.IndicatorRow;
import ai.tickstock.store.write.AnalysisWriter.PatternRow;
import ai.tickstock.store.write.AnalysisWriter.SavedState;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class PgAnalysisWriterTest {
  private static final Instant BAR = Instant.parse("2025-10-15T14:30:00Z");
  private static final List<Cursor> AT_5 = List.of(new Cursor(3, 5, 9));

  private final StoreFixture store = new StoreFixture();

  @BeforeEach
  void takeOver() {
    await(store.analysis.takeOver("patterns", Set.of(3, 4), "me"));
    await(store.analysis.takeOver("indicators", Set.of(3, 4), "me"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void rowsAndCursorAreStoredTogetherAndTheCursorComesBack() {
    await(store.analysis.commitPatterns("patterns", "me", List.of(doji(0, 0.8, false)), AT_5));
    assertThat(await(store.analysis.takeOver("patterns", Set.of(3, 4), "next")))
        .containsExactlyInAnyOrder(new Cursor(3, 5, 9), new Cursor(4, 0, 0));
    assertThat(store.number("select count(*) from daily_patterns where confidence = 0.8"))
        .isEqualTo(1);
  }

  @Test
  void aStageThatWasTakenOverWritesNothing() {
    await(store.analysis.takeOver("patterns", Set.of(3), "next"));
    List<Cursor> both = List.of(new Cursor(3, 5, 9), new Cursor(4, 5, 9));
    assertThatThrownBy(
            () ->
                await(
                    store.analysis.commitPatterns(
                        "patterns", "me", List.of(doji(0, 0.8, false)), both)))
        .isInstanceOf(NotOwnerException.class);
    assertThat(store.number("select count(*) from daily_patterns")).isZero();
    assertThat(store.number("select max(change_no) from analysis_position")).isZero();
  }

  @Test
  void theHighestRevisionOfAPatternStaysAndRepeatingChangesNothing() {
    List<PatternRow> story =
        List.of(doji(0, 0.8, false), doji(7, 0.9, false), doji(9, 0.9, true), doji(7, 0.9, false));
    await(store.analysis.commitPatterns("patterns", "me", story, AT_5));
    await(store.analysis.commitPatterns("patterns", "me", story.subList(0, 2), AT_5));
    assertThat(store.number("select revision from daily_patterns where retracted")).isEqualTo(9);
  }

  @Test
  void theLatestValuesOfALabelStayAndOlderOnesDoNotComeBack() {
    List<IndicatorRow> rows =
        List.of(values(1, "{\"RSI_14\":1,\"SMA_20\":1}"), values(2, "{\"RSI_14\":2}"));
    await(store.analysis.commitIndicators("indicators", "me", rows, false, AT_5));
    await(
        store.analysis.commitIndicators(
            "indicators", "me", List.of(values(1, "{\"RSI_14\":1}")), false, AT_5));
    await(
        store.analysis.commitIndicators(
            "indicators", "me", List.of(values(3, "{\"SMA_20\":3}")), false, AT_5));
    assertThat(store.rows("select \"values\" from daily_indicators").get(0).getJsonObject(0))
        .isEqualTo(new JsonObject("{\"RSI_14\":2,\"SMA_20\":3}"));
  }

  @Test
  void withHistoryEveryBarKeepsItsNewestValuesAndTheNewestBarIsTheLatest() {
    IndicatorRow old = at(BAR, 4, "{\"RSI_14\":4}");
    IndicatorRow next = at(BAR.plusSeconds(60), 5, "{\"RSI_14\":5}");
    IndicatorRow revised = at(BAR, 6, "{\"RSI_14\":6}");
    List<IndicatorRow> story = List.of(old, next, revised);
    await(store.analysis.commitIndicators("indicators", "me", story, true, AT_5));
    await(store.analysis.commitIndicators("indicators", "me", List.of(old), true, AT_5));
    assertThat(history()).containsExactly("6 {\"RSI_14\":6}", "5 {\"RSI_14\":5}");
    assertThat(store.rows("select bar_timestamp, change_no from daily_indicators"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getOffsetDateTime(0).toInstant()).isEqualTo(next.barStart());
              assertThat(row.getLong(1)).isEqualTo(6);
            });
  }

  @Test
  void historyIsPrunedByTimeframeAndAge() {
    List<IndicatorRow> rows =
        List.of(
            at(BAR, 1, "{}"), at(BAR.plusSeconds(60), 2, "{}"), at(BAR.plusSeconds(120), 3, "{}"));
    await(store.analysis.commitIndicators("indicators", "me", rows, true, AT_5));
    await(store.analysis.pruneHistory(Timeframe.MIN_5, BAR.plusSeconds(3600)));
    assertThat(history()).hasSize(3);
    await(store.analysis.pruneHistory(Timeframe.MIN_1, BAR.plusSeconds(61)));
    assertThat(history()).containsExactly("3 {}");
  }

  @Test
  void statesAreFoundAtTheNewestBarAndBeforeAnyOther() {
    Instant next = BAR.plusSeconds(60);
    List<IndicatorRow> rows =
        List.of(
            remembering(BAR, 1, "{\"OBV\": [1, 10]}"), remembering(next, 2, "{\"OBV\": [2, 30]}"));
    await(store.analysis.commitIndicators("indicators", "me", rows, true, AT_5));
    assertThat(await(store.analysis.newestStates(Timeframe.MIN_1, Set.of("AAPL", "MSFT"))))
        .containsExactly(saved(next, "{\"OBV\": [2, 30]}"));
    assertThat(await(store.analysis.newestStates(Timeframe.MIN_5, Set.of("AAPL")))).isEmpty();
    assertThat(await(store.analysis.stateBefore("AAPL", Timeframe.MIN_1, next)))
        .isEqualTo(saved(BAR, "{\"OBV\": [1, 10]}"));
    assertThat(await(store.analysis.stateBefore("AAPL", Timeframe.MIN_1, BAR))).isNull();
    await(store.analysis.pruneHistory(Timeframe.MIN_1, next.plusSeconds(1)));
    assertThat(await(store.analysis.stateBefore("AAPL", Timeframe.MIN_1, next.plusSeconds(60))))
        .isEqualTo(saved(next, "{\"OBV\": [2, 30]}"));
  }

  @Test
  void theStateOfARevisedBarReplacesTheOldOne() {
    await(
        store.analysis.commitIndicators(
            "indicators",
            "me",
            List.of(remembering(BAR, 1, "{\"OBV\": [1], \"AD\": [2]}")),
            true,
            AT_5));
    await(
        store.analysis.commitIndicators(
            "indicators", "me", List.of(remembering(BAR, 2, "{\"OBV\": [3]}")), true, AT_5));
    assertThat(await(store.analysis.stateBefore("AAPL", Timeframe.MIN_1, BAR.plusSeconds(60))))
        .isEqualTo(saved(BAR, "{\"OBV\": [3]}"));
  }

  private static IndicatorRow remembering(Instant bar, long change, String states) {
    return new IndicatorRow(
        "AAPL", Timeframe.MIN_1, bar, change, new JsonObject(), new JsonObject(states));
  }

  private static SavedState saved(Instant bar, String states) {
    return new SavedState("AAPL", bar, new JsonObject(states));
  }

  private List<String> history() {
    return store
        .rows("select change_no, \"values\" from indicator_history order by bar_timestamp")
        .stream()
        .map(row -> row.getLong(0) + " " + row.getJsonObject(1))
        .toList();
  }

  private static IndicatorRow at(Instant bar, long change, String values) {
    return new IndicatorRow("AAPL", Timeframe.MIN_1, bar, change, new JsonObject(values), null);
  }

  @Test
  void passedIsTheLeastOfAllStagesAndZeroWhileOneHasNotCome() {
    await(store.analysis.commitPatterns("patterns", "me", List.of(), AT_5));
    await(
        store.analysis.commitIndicators(
            "indicators", "me", List.of(), false, List.of(new Cursor(3, 4, 1))));
    assertThat(await(store.analysis.passed(Set.of("patterns", "indicators"))))
        .hasSize(64)
        .containsEntry(3, 4L)
        .containsEntry(4, 0L);
    assertThat(await(store.analysis.passed(Set.of("patterns", "indicators", "bars"))))
        .containsEntry(3, 0L);
  }

  private static PatternRow doji(long revision, double confidence, boolean retracted) {
    return new PatternRow(
        "AAPL|Doji|1min|1760538600",
        revision,
        "Doji",
        "AAPL",
        Timeframe.MIN_1,
        confidence,
        "reversal",
        BAR,
        BAR,
        retracted,
        new JsonObject().put("price", 1.5));
  }

  private static IndicatorRow values(long changeNo, String json) {
    return new IndicatorRow("AAPL", Timeframe.MIN_1, BAR, changeNo, new JsonObject(json), null);
  }
}
