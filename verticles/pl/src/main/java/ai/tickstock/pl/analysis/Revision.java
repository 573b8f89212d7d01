package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.AnalysisWriter.SavedState;
import java.util.List;

/**
 * One amendment carried through a series: the old world and the new one side by side, from a common
 * warm state to the newest bar, publishing where they differ. Not thread-safe.
 *
 * @param <S> state of one series
 * @param <R> row that is stored for what was published
 */
final class Revision<S, R> {
  private final Analysis<S, R> analysis;
  private final Publication<R> publication;
  private final BarChange change;
  private final List<Bar> old;
  private final SavedState saved;
  private final S before;
  private final S after;
  private final long amendedMillis;
  private int next;
  private boolean amended;
  private Bar newest;

  /**
   * @param old the bars of the series as they stood before the change, oldest first
   * @param saved what was remembered at one of them before the amended bar; may be null
   */
  Revision(
      Analysis<S, R> analysis,
      Publication<R> publication,
      BarChange change,
      List<Bar> old,
      SavedState saved) {
    this.analysis = analysis;
    this.publication = publication;
    this.change = change;
    this.old = old;
    this.saved = saved;
    before = analysis.fresh(change.bar().timeframe());
    after = analysis.fresh(change.bar().timeframe());
    amendedMillis = change.bar().start().toEpochMilli();
  }

  /** Goes one bar further; false when none is left. */
  boolean step() {
    long nextMillis = next < old.size() ? old.get(next).start().toEpochMilli() : Long.MAX_VALUE;
    if (nextMillis < amendedMillis) {
      Bar bar = old.get(next++);
      analysis.add(before, bar);
      analysis.add(after, bar);
      if (saved != null && bar.start().equals(saved.barStart())) {
        analysis.resume(before, saved);
        analysis.resume(after, saved);
      }
      return true;
    }
    if (!amended) {
      amended = true;
      next += nextMillis == amendedMillis ? 1 : 0;
      both(change.before(), change.bar());
      return true;
    }
    if (next == old.size()) {
      return false;
    }
    Bar bar = old.get(next++);
    both(bar, bar);
    return true;
  }

  private void both(Bar was, Bar is) {
    if (was != null) {
      analysis.add(before, was);
    }
    analysis.add(after, is);
    newest = is;
    analysis.revised(before, was, after, is, change.changeNo(), publication);
  }

  /** The newest bar of the series. */
  Bar newest() {
    return newest;
  }

  /** The state of the series from now on. */
  S after() {
    return after;
  }
}
