package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.AnalysisWriter.Cursor;
import ai.tickstock.store.write.AnalysisWriter.SavedState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one stage computes: events that are a function of the bars of a series, and of nothing else.
 * The same bars must give the same events, in the same number and order, or a stage that restarts
 * would publish some twice or lose some. Used on one event loop only.
 *
 * @param <S> running state of one series (a symbol in a timeframe)
 * @param <R> row that is stored for what was published
 */
public interface Analysis<S, R> {
  /** Name of the stage: of its cursor, its publishers and its metrics. */
  String stage();

  /** Name of the stage in the operators' log lines, such as {@code Pattern detection}. */
  String job();

  /**
   * What its events follow from besides the bars, as text: the same text, the same events. A stage
   * that begins with another text than the last one had does not take its own first events for
   * those that were published and not noted down.
   */
  default String options() {
    return "";
  }

  /** Whether bars of this timeframe are looked at. */
  boolean covers(Timeframe timeframe);

  /** The state before the first bar. */
  S fresh(Timeframe timeframe);

  /** How many bars bring a fresh state so near to one that has run all along that it counts. */
  int warmUp(Timeframe timeframe);

  /**
   * The first instant whose bars the values at a bar depend on exactly, such as the start of its
   * session; the bar's own start if nothing is summed up from afar. Unix milliseconds.
   */
  long reachesBackTo(Timeframe timeframe, long barStartMillis);

  /**
   * Whether states remember more than any bounded number of bars tells. Such states are saved with
   * the rows, and {@link #resume} makes one go on from there.
   */
  default boolean remembers(Timeframe timeframe) {
    return false;
  }

  /** What was saved last of some symbols. */
  default Future<List<SavedState>> newestSaved(Timeframe timeframe, Set<String> symbols) {
    return Future.succeededFuture(List.of());
  }

  /** What was saved of a series at its last bar before a time; null if nothing was. */
  default Future<SavedState> savedBefore(String symbol, Timeframe timeframe, Instant before) {
    return Future.succeededFuture();
  }

  /** Makes a state that has just seen the bar of a saved one remember what that did. */
  default void resume(S state, SavedState saved) {}

  /** Moves a state on by the next bar of its series. */
  void add(S state, Bar bar);

  /** Publishes what a bar means that has just closed and been added to the state. */
  void closed(S state, BarChange change, Publication<R> publication);

  /**
   * Publishes what differs at one bar since the amendment of this or of an earlier one.
   *
   * @param before state with the bar as it was; without it if {@code old} is null
   * @param old the bar as it was; null if it was not there
   * @param after state with the bar as it is
   * @param changeNo number of the amendment: the revision of what is published
   */
  void revised(S before, Bar old, S after, Bar bar, long changeNo, Publication<R> publication);

  /**
   * Told after each change, once all it means is published: for rows that hold a series' latest.
   *
   * @param newest the newest bar of the series, which the state has seen last
   */
  default void settled(S state, Bar newest, long changeNo, Publication<R> publication) {}

  /** Told once a batch is in the log: for the log lines. */
  void published(List<R> rows, boolean perSymbol);

  /** Stores rows and places in one transaction. */
  Future<Void> commit(String ownerToken, List<R> rows, List<Cursor> cursors);
}
