package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.SeriesMap.Series;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.write.AnalysisWriter.SavedState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some changes on their way through a stage: first everything they need is fetched, then they are
 * computed step by step. Not thread-safe.
 *
 * @param <S> state of one series
 * @param <R> row that is stored for what was published
 */
final class Batch<S, R> implements Slices.Work {
  /** Changes in one batch, at most. */
  static final int MOST_CHANGES = 4_096;

  /** Bars the amendments of one batch hold in memory, about and at most, but for the first one. */
  static final long MOST_BARS = 200_000;

  /**
   * Bars read before an amendment at most, where states remember more than bars tell and nothing
   * was saved: with fewer before it they tell all.
   */
  private static final int MOST_REMEMBERED = 10_000;

  /** The bars before an amendment, and what was remembered at one of them, or null. */
  private record OldWorld(List<Bar> bars, SavedState saved) {}

  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final Analysis<S, R> analysis;
  private final SeriesMap<S> series;
  private final Publication<R> publication;
  private final Past past;
  private List<BarChange> changes;
  private List<OldWorld> oldWorlds;
  private Set<String> symbols;
  private int next;
  private Revision<S, R> revision;

  Batch(
      Analysis<S, R> analysis,
      SeriesMap<S> series,
      Publication<R> publication,
      Past past,
      List<BarChange> changes) {
    this.analysis = analysis;
    this.series = series;
    this.publication = publication;
    this.past = past;
    this.changes = changes;
  }

  /** The changes of the batch. */
  List<BarChange> changes() {
    return changes;
  }

  Publication<R> publication() {
    return publication;
  }

  BitSet partitions() {
    BitSet partitions = new BitSet();
    changes.forEach(change -> partitions.set(change.partition()));
    return partitions;
  }

  /** The symbols of the changes that are looked at. */
  Set<String> symbols() {
    if (symbols == null) {
      symbols = findSymbols();
    }
    return symbols;
  }

  private Set<String> findSymbols() {
    Set<String> found = new LinkedHashSet<>();
    for (BarChange change : changes) {
      if (analysis.covers(change.bar().timeframe())) {
        found.add(change.bar().symbol());
      }
    }
    return found;
  }

  /** The symbols, by timeframe, whose state is not there. */
  Map<Timeframe, List<String>> missing() {
    Map<Timeframe, Set<String>> missing = new EnumMap<>(Timeframe.class);
    for (BarChange change : changes) {
      Bar bar = change.bar();
      if (analysis.covers(bar.timeframe()) && series.get(bar.symbol(), bar.timeframe()) == null) {
        missing.computeIfAbsent(bar.timeframe(), any -> new LinkedHashSet<>()).add(bar.symbol());
      }
    }
    Map<Timeframe, List<String>> lists = new EnumMap<>(Timeframe.class);
    missing.forEach((timeframe, symbols) -> lists.put(timeframe, List.copyOf(symbols)));
    return lists;
  }

  /**
   * Fetches the old world of every bar that was amended or closed out of order. The batch ends
   * early where they would take too much memory.
   *
   * @param stored completes when the rows of the batches before are stored
   */
  Future<Void> fetchOldWorlds(BarReader bars, Retry retry, Future<Void> stored) {
    oldWorlds = new ArrayList<>(changes.size());
    List<Integer> revised = new ArrayList<>();
    boolean remembering = false;
    long held = 0;
    for (int i = 0; i < changes.size(); i++) {
      BarChange change = changes.get(i);
      if (isRevision(change)) {
        held += barsNeeded(change.bar());
        if (held > MOST_BARS && !revised.isEmpty()) {
          changes = changes.subList(0, i);
          break;
        }
        revised.add(i);
        remembering |= analysis.remembers(change.bar().timeframe());
      }
      oldWorlds.add(null);
    }
    Future<Void> ready = remembering ? stored : Future.succeededFuture();
    Map<String, Instant> earliest = new HashMap<>();
    return ready.compose(
        ok -> InFlight.forEach(revised, i -> fetchOldWorld(i, earliest, bars, retry)));
  }

  /** Also moves the series' newest bar on when the change brings one. */
  private boolean isRevision(BarChange change) {
    Bar bar = change.bar();
    if (!analysis.covers(bar.timeframe())) {
      return false;
    }
    Series<S> its = series.get(bar.symbol(), bar.timeframe());
    long millis = bar.start().toEpochMilli();
    if (change.isAmendment() || millis <= its.newestMillis) {
      return true;
    }
    its.newestMillis = millis;
    return false;
  }

  /** How many bars the old world of a bar holds at most. */
  private long barsNeeded(Bar bar) {
    long newest = series.get(bar.symbol(), bar.timeframe()).newestMillis;
    long from = analysis.reachesBackTo(bar.timeframe(), bar.start().toEpochMilli());
    long span = Math.max(0, newest - from) / bar.timeframe().length().toMillis();
    return analysis.warmUp(bar.timeframe()) + span + 1;
  }

  /**
   * @param earliest of each series, the earliest bar this batch revised so far: what was saved from
   *     there on no longer holds
   */
  private Future<Void> fetchOldWorld(
      int index, Map<String, Instant> earliest, BarReader bars, Retry retry) {
    Bar bar = changes.get(index).bar();
    if (!analysis.remembers(bar.timeframe())) {
      return fetchBars(index, null, analysis.warmUp(bar.timeframe()), bars, retry);
    }
    String series = bar.symbol() + '|' + bar.timeframe();
    Instant before =
        earliest.merge(series, bar.start(), (one, other) -> one.isBefore(other) ? one : other);
    return retry
        .untilDone(
            "reading what was remembered before an amendment",
            () -> analysis.savedBefore(bar.symbol(), bar.timeframe(), before))
        .compose(
            saved -> {
              int most = saved == null ? MOST_REMEMBERED : 0;
              int count = Math.max(most, analysis.warmUp(bar.timeframe()));
              return fetchBars(index, saved, count, bars, retry);
            });
  }

  private Future<Void> fetchBars(
      int index, SavedState saved, int before, BarReader bars, Retry retry) {
    BarChange change = changes.get(index);
    Bar bar = change.bar();
    long reach = analysis.reachesBackTo(bar.timeframe(), bar.start().toEpochMilli());
    long from = saved == null ? reach : Math.min(reach, saved.barStart().toEpochMilli());
    return retry
        .untilDone(
            "reading bars before an amendment",
            () ->
                bars.barsAsOf(
                    change.partition(),
                    change.changeNo() - 1,
                    bar.symbol(),
                    bar.timeframe(),
                    from,
                    before))
        .onSuccess(found -> oldWorlds.set(index, new OldWorld(found, saved)))
        .mapEmpty();
  }

  @Override
  public boolean step() {
    if (revision != null) {
      continueRevision();
    } else if (next == changes.size()) {
      return false;
    } else {
      begin(changes.get(next));
    }
    return true;
  }

  private void begin(BarChange change) {
    Bar bar = change.bar();
    publication.turnTo(change.partition());
    OldWorld old = oldWorlds.get(next);
    if (old != null) {
      Past.Amended quoted = past.quoted(old.bars, change);
      revision = new Revision<>(analysis, publication, quoted.change(), quoted.old(), old.saved);
      return;
    }
    if (analysis.covers(bar.timeframe())) {
      S state = series.get(bar.symbol(), bar.timeframe()).state;
      try {
        analysis.add(state, bar);
        analysis.closed(state, change, publication);
        analysis.settled(state, bar, change.changeNo(), publication);
      } catch (RuntimeException e) {
        LOG.error("STREAMING: {} job error at {}: {}", analysis.job(), bar, e, e);
      }
    }
    next++;
  }

  private void continueRevision() {
    BarChange change = changes.get(next);
    try {
      if (revision.step()) {
        return;
      }
      analysis.settled(revision.after(), revision.newest(), change.changeNo(), publication);
    } catch (RuntimeException e) {
      LOG.error("STREAMING: {} job error at {}: {}", analysis.job(), change.bar(), e, e);
    }
    Series<S> its = series.get(change.bar().symbol(), change.bar().timeframe());
    its.state = revision.after();
    oldWorlds.set(next, null);
    revision = null;
    next++;
  }
}
