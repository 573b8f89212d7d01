package ai.tickstock.store.write;

import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the analysis stages leave behind, each batch of rows with its cursors in one fenced
 * transaction.
 */
public interface AnalysisWriter {
  /**
   * A stage's place in one partition.
   *
   * @param changeNo last bar change whose events are published and stored
   * @param eventSeq last sequence the stage's publisher has used
   */
  record Cursor(int partition, long changeNo, long eventSeq) {}

  /** One pattern event, as published last. */
  record PatternRow(
      String eventId,
      long revision,
      String pattern,
      String symbol,
      Timeframe timeframe,
      double confidence,
      String direction,
      Instant detectedAt,
      Instant barStart,
      boolean retracted,
      JsonObject metadata) {}

  /**
   * The values of a symbol and timeframe at a bar. Keep them small: 10,000 rows of nine numbers
   * each are stored in about 0.1 s, of nine whole events each in a second.
   *
   * @param values by indicator label ({@code RSI_14}): its value, or an object of its outputs; a
   *     label that is missing keeps the value it has
   * @param states by label, what cumulative indicators have to remember; null for nothing
   */
  record IndicatorRow(
      String symbol,
      Timeframe timeframe,
      Instant barStart,
      long changeNo,
      JsonObject values,
      JsonObject states) {}

  /** What the cumulative indicators of a series remembered at a bar, by label. */
  record SavedState(String symbol, Instant barStart, JsonObject states) {}

  /** What was saved last of some symbols; those of which nothing was saved are left out. */
  default Future<List<SavedState>> newestStates(Timeframe timeframe, Set<String> symbols) {
    return Future.succeededFuture(List.of());
  }

  /** What was saved of a symbol at its last bar before a time; null if nothing was. */
  default Future<SavedState> stateBefore(String symbol, Timeframe timeframe, Instant before) {
    return Future.succeededFuture();
  }

  /** Who took the cursors of a stage over last, by partition; none where nobody did. */
  default Future<Map<Integer, String>> owners(String stage) {
    return Future.succeededFuture(Map.of());
  }

  /** Takes the cursors of a stage over, and gives their stored places. */
  Future<List<Cursor>> takeOver(String stage, Set<Integer> partitions, String ownerToken);

  /**
   * Upserts patterns and cursors; fails with {@link NotOwnerException}, writing nothing, when
   * fenced off.
   */
  Future<Void> commitPatterns(
      String stage, String ownerToken, List<PatternRow> rows, List<Cursor> cursors);

  /**
   * Upserts the newest values of each symbol and timeframe, with {@code history} those of every
   * bar, and the cursors; fails with {@link NotOwnerException}, writing nothing, when fenced off.
   */
  Future<Void> commitIndicators(
      String stage,
      String ownerToken,
      List<IndicatorRow> rows,
      boolean history,
      List<Cursor> cursors);

  /** Deletes the patterns that were detected before a time. */
  default Future<Void> prunePatterns(Instant before) {
    return Future.succeededFuture();
  }

  /** Deletes the indicator values of bars of a timeframe that began before a time. */
  default Future<Void> pruneHistory(Timeframe timeframe, Instant before) {
    return Future.succeededFuture();
  }

  /**
   * How far all of the named stages have come, whoever owns them: of each partition the least
   * change number among their cursors, 0 while one of them has none.
   */
  default Future<Map<Integer, Long>> passed(Set<String> stages) {
    return Future.succeededFuture(Map.of());
  }
}
