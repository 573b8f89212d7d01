package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.NotOwnerException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The database in memory: bars with their whole history of changes, cursors, rows. Answers later,
 * as a database does. Thread-safe.
 */
public final class FakeStore implements BarReader, AnalysisWriter, World {
  private final Vertx vertx = Vertx.vertx();
  private final List<BarChange> changes = new ArrayList<>();
  private final Map<String, List<BarChange>> ofSeries = new HashMap<>();
  private final Map<String, Bar> current = new HashMap<>();
  private final long[] numbers = new long[Symbols.PARTITIONS];
  private final long[] pruned = new long[Symbols.PARTITIONS];
  private final Map<String, Cursor> cursors = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();

  /** Pattern rows by event id. */
  public final Map<String, PatternRow> patterns = new TreeMap<>();

  private final Map<String, TreeMap<Instant, SavedState>> states = new HashMap<>();

  /** Indicator rows by symbol and timeframe. */
  public final Map<String, IndicatorRow> indicators = new TreeMap<>();

  @Override
  public Vertx vertx() {
    return vertx;
  }

  @Override
  public BarReader reader() {
    return this;
  }

  @Override
  public AnalysisWriter writer() {
    return this;
  }

  @Override
  public void close() {
    StageRun.await(vertx.close());
  }

  @Override
  public synchronized List<BarChange> commit(Collection<Bar> bars) {
    List<BarChange> committed = new ArrayList<>();
    for (Bar bar : bars) {
      int partition = Symbols.partition(bar.symbol());
      String series = bar.symbol() + bar.timeframe();
      Bar before = current.put(series + millis(bar), bar);
      BarChange change =
          new BarChange(partition, ++numbers[partition], bar, before, System.currentTimeMillis());
      changes.add(change);
      ofSeries.computeIfAbsent(series, any -> new ArrayList<>()).add(change);
      committed.add(change);
    }
    committed.sort(
        Comparator.comparingInt(BarChange::partition).thenComparingLong(BarChange::changeNo));
    return committed;
  }

  @Override
  public synchronized List<Bar> bars(String symbol, Timeframe timeframe) {
    return List.copyOf(asOf(symbol, timeframe, Long.MAX_VALUE).values());
  }

  /** Forgets changes up to a number, as pruning does; the bars stay. */
  public synchronized void pruneLog(int partition, long upTo) {
    pruned[partition] = upTo;
  }

  public synchronized Cursor cursor(String stage, int partition) {
    return cursors.getOrDefault(stage + partition, new Cursor(partition, 0, 0));
  }

  @Override
  public synchronized boolean isDone(String stage) {
    for (int p = 0; p < Symbols.PARTITIONS; p++) {
      if (cursor(stage, p).changeNo() < numbers[p]) {
        return false;
      }
    }
    return true;
  }

  private TreeMap<Long, Bar> asOf(String symbol, Timeframe timeframe, long changeNo) {
    TreeMap<Long, Bar> bars = new TreeMap<>();
    for (BarChange change : ofSeries.getOrDefault(symbol + timeframe, List.of())) {
      if (change.changeNo() <= changeNo) {
        bars.put(millis(change.bar()), change.bar());
      }
    }
    return bars;
  }

  private static long millis(Bar bar) {
    return bar.start().toEpochMilli();
  }

  @Override
  public Future<List<BarChange>> changesAfter(int[] partitions, long[] changeNos, int limit) {
    long[] after = new long[Symbols.PARTITIONS];
    Arrays.fill(after, Long.MAX_VALUE);
    for (int i = 0; i < partitions.length; i++) {
      after[partitions[i]] = changeNos[i];
    }
    return later(
        () ->
            changes.stream()
                .filter(c -> c.changeNo() > after[c.partition()])
                .filter(c -> c.changeNo() > pruned[c.partition()])
                .sorted(
                    Comparator.comparingInt(BarChange::partition)
                        .thenComparingLong(BarChange::changeNo))
                .limit(limit)
                .toList());
  }

  @Override
  public Future<List<Bar>> barsAsOf(
      int partition,
      long changeNo,
      String symbol,
      Timeframe timeframe,
      long fromMillis,
      int before) {
    return later(
        () -> {
          TreeMap<Long, Bar> all = asOf(symbol, timeframe, changeNo);
          List<Bar> earlier = new ArrayList<>(all.headMap(fromMillis, false).values());
          List<Bar> found =
              new ArrayList<>(
                  earlier.subList(Math.max(0, earlier.size() - before), earlier.size()));
          found.addAll(all.tailMap(fromMillis, true).values());
          return found;
        });
  }

  @Override
  public Future<List<Bar>> newestAsOf(
      Timeframe timeframe, int[] partitions, long[] changeNos, Set<String> symbols, int limit) {
    return later(
        () -> {
          List<Bar> found = new ArrayList<>();
          for (String symbol : new TreeSet<>(symbols)) {
            int at = Arrays.stream(partitions).boxed().toList().indexOf(Symbols.partition(symbol));
            List<Bar> all = new ArrayList<>(asOf(symbol, timeframe, changeNos[at]).values());
            found.addAll(all.subList(Math.max(0, all.size() - limit), all.size()));
          }
          return found;
        });
  }

  @Override
  public Future<List<Bar>> bars(
      String symbol, Timeframe timeframe, long fromMillis, long toMillis, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Set<String>> symbols() {
    return later(
        () -> changes.stream().map(c -> c.bar().symbol()).collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public Future<List<Cursor>> takeOver(String stage, Set<Integer> partitions, String ownerToken) {
    return later(
        () -> {
          partitions.forEach(p -> owners.put(stage + p, ownerToken));
          return partitions.stream().map(p -> cursor(stage, p)).toList();
        });
  }

  @Override
  public Future<Void> commitPatterns(
      String stage, String ownerToken, List<PatternRow> rows, List<Cursor> moved) {
    return store(
        stage, ownerToken, moved, () -> rows.forEach(row -> patterns.put(row.eventId(), row)));
  }

  @Override
  public Future<Void> commitIndicators(
      String stage,
      String ownerToken,
      List<IndicatorRow> rows,
      boolean history,
      List<Cursor> moved) {
    return store(stage, ownerToken, moved, () -> rows.forEach(this::newest));
  }

  private void newest(IndicatorRow row) {
    if (row.states() != null) {
      states
          .computeIfAbsent(series(row.symbol(), row.timeframe()), any -> new TreeMap<>())
          .put(row.barStart(), new SavedState(row.symbol(), row.barStart(), row.states()));
    }
    indicators.merge(
        row.symbol() + "|" + row.timeframe().label(),
        row,
        (old, fresh) -> fresh.barStart().isBefore(old.barStart()) ? old : fresh);
  }

  private static String series(String symbol, Timeframe timeframe) {
    return symbol + "|" + timeframe.label();
  }

  @Override
  public Future<List<SavedState>> newestStates(Timeframe timeframe, Set<String> symbols) {
    return later(
        () ->
            symbols.stream()
                .map(symbol -> states.get(series(symbol, timeframe)))
                .filter(Objects::nonNull)
                .map(saved -> saved.lastEntry().getValue())
                .toList());
  }

  @Override
  public Future<SavedState> stateBefore(String symbol, Timeframe timeframe, Instant before) {
    return later(
        () -> {
          var its = states.getOrDefault(series(symbol, timeframe), new TreeMap<>());
          var found = its.lowerEntry(before);
          return found == null ? null : found.getValue();
        });
  }

  private Future<Void> store(String stage, String token, List<Cursor> moved, Runnable write) {
    return later(
        () -> {
          for (Cursor cursor : moved) {
            if (!token.equals(owners.get(stage + cursor.partition()))) {
              throw new NotOwnerException(stage + " belongs to another");
            }
          }
          write.run();
          moved.forEach(cursor -> cursors.put(stage + cursor.partition(), cursor));
          return null;
        });
  }

  private <T> Future<T> later(Supplier<T> answer) {
    Promise<T> promise = Promise.promise();
    Vertx.currentContext()
        .runOnContext(
            go -> {
              try {
                synchronized (this) {
                  promise.complete(answer.get());
                }
              } catch (RuntimeException e) {
                promise.fail(e);
              }
            });
    return promise.future();
  }
}
