package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.SeriesMap.Series;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.write.AnalysisWriter.SavedState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the states of series from their stored bars, as these stood when the stage was where it is.
 * Not thread-safe.
 *
 * @param <S> state of one series
 */
final class WarmUp<S> {
  /** Series read by one statement. */
  static final int CHUNK = 64;

  private final Analysis<S, ?> analysis;
  private final BarReader bars;
  private final SeriesMap<S> series;
  private final Slices slices;
  private final Retry retry;
  private final Past past;

  WarmUp(
      Analysis<S, ?> analysis,
      BarReader bars,
      SeriesMap<S> series,
      Slices slices,
      Retry retry,
      Past past) {
    this.past = past;
    this.analysis = analysis;
    this.bars = bars;
    this.series = series;
    this.slices = slices;
    this.retry = retry;
  }

  /**
   * Makes the states of some symbols, any number.
   *
   * @param places the last changes that count
   */
  Future<Void> load(Timeframe timeframe, List<String> symbols, Places places) {
    List<List<String>> chunks = new ArrayList<>();
    for (int from = 0; from < symbols.size(); from += CHUNK) {
      chunks.add(symbols.subList(from, Math.min(from + CHUNK, symbols.size())));
    }
    return InFlight.forEach(chunks, chunk -> loadChunk(timeframe, chunk, places));
  }

  private Future<Void> loadChunk(Timeframe timeframe, List<String> symbols, Places places) {
    int[] partitions = symbols.stream().mapToInt(Symbols::partition).distinct().toArray();
    long[] changeNos = new long[partitions.length];
    for (int i = 0; i < partitions.length; i++) {
      changeNos[i] = places.of(partitions[i]);
    }
    int limit = analysis.warmUp(timeframe);
    Set<String> wanted = new HashSet<>(symbols);
    return retry
        .untilDone(
            "reading bars to warm up",
            () -> bars.newestAsOf(timeframe, partitions, changeNos, wanted, limit))
        .compose(
            found ->
                saved(timeframe, wanted)
                    .compose(
                        saved ->
                            replay(timeframe, found, limit, saved)
                                .compose(tooShort -> loadLong(timeframe, tooShort, places, saved))))
        .onSuccess(ok -> beginTheRest(timeframe, symbols));
  }

  private Future<Map<String, SavedState>> saved(Timeframe timeframe, Set<String> symbols) {
    if (!analysis.remembers(timeframe)) {
      return Future.succeededFuture(Map.of());
    }
    return retry
        .untilDone("reading what was remembered", () -> analysis.newestSaved(timeframe, symbols))
        .map(
            found -> {
              Map<String, SavedState> bySymbol = new HashMap<>();
              found.forEach(each -> bySymbol.put(each.symbol(), each));
              return bySymbol;
            });
  }

  /** Returns the symbols whose newest bars did not reach back far enough. */
  private Future<List<Bar>> replay(
      Timeframe timeframe, List<Bar> found, int limit, Map<String, SavedState> saved) {
    List<Bar> tooShort = new ArrayList<>();
    Iterator<List<Bar>> runs = bySymbol(found).iterator();
    return slices
        .run(
            () -> {
              if (!runs.hasNext()) {
                return false;
              }
              List<Bar> run = runs.next();
              Bar newest = run.get(run.size() - 1);
              long reach = analysis.reachesBackTo(timeframe, newest.start().toEpochMilli());
              if (run.size() >= limit && run.get(0).start().toEpochMilli() > reach) {
                tooShort.add(newest);
              } else {
                put(timeframe, run, saved);
              }
              return true;
            })
        .map(tooShort);
  }

  private Future<Void> loadLong(
      Timeframe timeframe, List<Bar> newest, Places places, Map<String, SavedState> saved) {
    return InFlight.forEach(newest, bar -> loadFromItsReach(timeframe, bar, places, saved));
  }

  private Future<Void> loadFromItsReach(
      Timeframe timeframe, Bar newest, Places places, Map<String, SavedState> saved) {
    String symbol = newest.symbol();
    int partition = Symbols.partition(symbol);
    long from = analysis.reachesBackTo(timeframe, newest.start().toEpochMilli());
    int before = analysis.warmUp(timeframe);
    return retry
        .untilDone(
            "reading bars to warm up",
            () -> bars.barsAsOf(partition, places.of(partition), symbol, timeframe, from, before))
        .onSuccess(run -> put(timeframe, run, saved))
        .mapEmpty();
  }

  private void put(Timeframe timeframe, List<Bar> run, Map<String, SavedState> allSaved) {
    S state = analysis.fresh(timeframe);
    SavedState saved = allSaved.get(run.get(0).symbol());
    for (Bar bar : past.quoted(run)) {
      analysis.add(state, bar);
      if (saved != null && bar.start().equals(saved.barStart())) {
        analysis.resume(state, saved);
      }
    }
    Series<S> made = new Series<>(state);
    Bar newest = run.get(run.size() - 1);
    made.newestMillis = newest.start().toEpochMilli();
    series.put(newest.symbol(), timeframe, made);
  }

  private void beginTheRest(Timeframe timeframe, List<String> symbols) {
    for (String symbol : symbols) {
      if (series.get(symbol, timeframe) == null) {
        series.put(symbol, timeframe, new Series<>(analysis.fresh(timeframe)));
      }
    }
  }

  private static List<List<Bar>> bySymbol(List<Bar> bars) {
    List<List<Bar>> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= bars.size(); i++) {
      if (i == bars.size() || !bars.get(i).symbol().equals(bars.get(from).symbol())) {
        runs.add(bars.subList(from, i));
        from = i;
      }
    }
    return runs;
  }
}
