package ai.tickstock.pl.analysis;

import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.SeriesMap.Series;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The states of all series of a stage, made from stored bars where they are not there: those a
 * batch needs at once, the others in quiet moments. Not thread-safe.
 *
 * @param <S> state of one series
 */
final class States<S> {
  private record Chunk(Timeframe timeframe, List<String> symbols) {}

  private final Analysis<S, ?> analysis;
  private final SeriesMap<S> series;
  private final WarmUp<S> warmUp;
  private final ArrayDeque<Chunk> left = new ArrayDeque<>();
  private Set<String> storedAtStart = Set.of();

  States(Analysis<S, ?> analysis, SeriesMap<S> series, WarmUp<S> warmUp) {
    this.analysis = analysis;
    this.series = series;
    this.warmUp = warmUp;
  }

  /**
   * @param stored every symbol that had bars when, or after, the stage took its places over
   */
  void begin(Set<String> stored) {
    storedAtStart = Set.copyOf(stored);
    List<String> symbols = new ArrayList<>(new TreeSet<>(stored));
    for (Timeframe timeframe : Timeframe.values()) {
      for (int from = 0; analysis.covers(timeframe) && from < symbols.size(); ) {
        int to = Math.min(from + WarmUp.CHUNK, symbols.size());
        left.add(new Chunk(timeframe, symbols.subList(from, to)));
        from = to;
      }
    }
  }

  SeriesMap<S> series() {
    return series;
  }

  /**
   * Makes what is missing. A symbol that had no bars at the start has none from before its first
   * change: it needs no reading.
   *
   * @param places how far the states are, by partition
   */
  Future<Void> make(Map<Timeframe, List<String>> missing, Places places) {
    Future<Void> done = Future.succeededFuture();
    for (Map.Entry<Timeframe, List<String>> entry : missing.entrySet()) {
      Timeframe timeframe = entry.getKey();
      List<String> stored = new ArrayList<>();
      for (String symbol : entry.getValue()) {
        if (series.hasDropped() || storedAtStart.contains(symbol)) {
          stored.add(symbol);
        } else {
          series.put(symbol, timeframe, new Series<>(analysis.fresh(timeframe)));
        }
      }
      done = done.compose(ok -> warmUp.load(timeframe, stored, places));
    }
    return done;
  }

  /** Whether some series that had bars at the start are still to be made. */
  boolean isIncomplete() {
    return !left.isEmpty();
  }

  /** Makes some more of the series that had bars at the start. */
  Future<Void> makeMore(Places places) {
    Chunk chunk = left.remove();
    if (series.isFull(chunk.timeframe)) {
      return Future.succeededFuture(); // What is made now would only make others forgotten.
    }
    List<String> missing =
        chunk.symbols.stream()
            .filter(symbol -> series.get(symbol, chunk.timeframe) == null)
            .toList();
    return warmUp.load(chunk.timeframe, missing, places);
  }
}
