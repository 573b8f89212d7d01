package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.market.SplitFactors;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.PastReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of stored bars before a stage adds them to a state: those before a split are
 * adjusted, to the prices of the newest bar. A series that comes to a split, or whose past an
 * import has changed, is forgotten, to be made from its stored bars anew. Not thread-safe: used on
 * the stage's context.
 */
final class Past {
  private static final Logger LOG = LoggerFactory.getLogger(Past.class);
  private static final long LOOK_MILLIS = 2_000;

  /** No import's transaction takes longer. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private record Key(String symbol, Timeframe timeframe) {}

  private final Vertx vertx;
  private final PastReader reader;
  private final String stage;
  private final Map<Key, Long> coming = new HashMap<>();
  private final Map<String, Instant> seen = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private Map<String, SplitFactors> factors = Map.of();
  private Map<String, SplitFactors> nextFactors = Map.of();
  private Instant newest = Instant.EPOCH;
  private boolean troubled;
  private long timer;
  private boolean closed;

  Past(Vertx vertx, PastReader reader, String stage) {
    this.vertx = vertx;
    this.reader = reader;
    this.stage = stage;
  }

  /** Reads what there is, and looks for news every two seconds from then on. */
  Future<Void> open(Retry retry) {
    return retry
        .untilDone("reading splits", this::look)
        .onSuccess(
            ok -> {
              changed.clear();
              factors = nextFactors;
              lookLater();
            });
  }

  private void lookLater() {
    if (!closed) {
      timer = vertx.setTimer(LOOK_MILLIS, due -> lookAgain());
    }
  }

  void close() {
    closed = true;
    vertx.cancelTimer(timer);
  }

  private void lookAgain() {
    look().onSuccess(ok -> troubled = false).onFailure(this::tell).onComplete(done -> lookLater());
  }

  private void tell(Throwable error) {
    if (!troubled && !closed) {
      LOG.warn("{}: cannot see whether anything was imported: {}", stage, error.toString());
    }
    troubled = true;
  }

  private Future<Void> look() {
    return reader
        .changedSince(newest.isAfter(Instant.EPOCH) ? newest.minus(OVERLAP) : newest)
        .compose(
            found -> {
              Map<String, Instant> news = new HashMap<>(found);
              news.entrySet().removeIf(each -> each.getValue().equals(seen.get(each.getKey())));
              return news.isEmpty()
                  ? Future.succeededFuture()
                  : reader.factors().onSuccess(all -> learn(news, all)).mapEmpty();
            });
  }

  private void learn(Map<String, Instant> news, Map<String, SplitFactors> all) {
    nextFactors = all;
    seen.putAll(news);
    changed.addAll(news.keySet());
    for (Instant at : news.values()) {
      newest = at.isAfter(newest) ? at : newest;
    }
  }

  /** Forgets the series whose past has changed; between two batches. */
  void settle(SeriesMap<?> series) {
    if (!changed.isEmpty()) {
      LOG.info("{}: the stored past of {} symbols has changed", stage, changed.size());
      changed.forEach(series::forget);
      changed.clear();
      factors = nextFactors;
    }
  }

  /**
   * The first of some changes, up to one that comes to a split behind another of its series: a
   * state is on one side of a split or on the other. Series that come to one at once are forgotten.
   */
  List<BarChange> upToSplit(List<BarChange> changes, SeriesMap<?> series) {
    coming.clear();
    if (factors.isEmpty()) {
      return changes;
    }
    Map<Key, Long> newestOf = new HashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      Bar bar = changes.get(i).bar();
      SplitFactors its = factors.get(bar.symbol());
      if (its == null) {
        continue;
      }
      Key key = new Key(bar.symbol(), bar.timeframe());
      long start = bar.start().toEpochMilli();
      Long before = newestOf.get(key);
      if (before == null) {
        coming.put(key, start);
        long known = series.newestMillis(bar.symbol(), bar.timeframe());
        if (known != Long.MIN_VALUE && its.between(known, start)) {
          series.forget(bar.symbol(), bar.timeframe());
        }
      } else if (its.between(before, start)) {
        return changes.subList(0, i);
      }
      newestOf.merge(key, start, Math::max);
    }
    return changes;
  }

  /** The stored bars of a series, as they are quoted at the newest or at the one that comes. */
  List<Bar> quoted(List<Bar> run) {
    SplitFactors its = run.isEmpty() ? null : factors.get(run.get(0).symbol());
    if (its == null) {
      return run;
    }
    Bar last = run.get(run.size() - 1);
    long next = coming.getOrDefault(new Key(last.symbol(), last.timeframe()), Long.MIN_VALUE);
    return quoted(run, its, Math.max(next, last.start().toEpochMilli()));
  }

  private static List<Bar> quoted(List<Bar> run, SplitFactors its, long millis) {
    List<Bar> quoted = new ArrayList<>(run.size());
    run.forEach(bar -> quoted.add(its.asOf(bar, millis)));
    return quoted;
  }

  /** Bars before an amendment and the amendment itself, all as they are quoted at the newest. */
  Amended quoted(List<Bar> old, BarChange change) {
    SplitFactors its = factors.get(change.bar().symbol());
    if (its == null) {
      return new Amended(old, change);
    }
    long millis = change.bar().start().toEpochMilli();
    if (!old.isEmpty()) {
      millis = Math.max(millis, old.get(old.size() - 1).start().toEpochMilli());
    }
    Bar before = change.before();
    return new Amended(
        quoted(old, its, millis),
        new BarChange(
            change.partition(),
            change.changeNo(),
            its.asOf(change.bar(), millis),
            before == null ? null : its.asOf(before, millis),
            change.committedAtMillis()));
  }

  /** An amendment with the bars of its series as they stood before it. */
  record Amended(List<Bar> old, BarChange change) {}
}
