package ai.tickstock.store;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Reads stored bars and their changes. */
public interface BarReader {
  /**
   * The next changes of some partitions after their given numbers, ordered by partition and number.
   */
  Future<List<BarChange>> changesAfter(int[] partitions, long[] changeNos, int limit);

  /**
   * Bars as they stood once change {@code changeNo} of the partition was committed (later changes
   * are undone), oldest first: all from {@code fromMillis} on, and before it as many as {@code
   * before}.
   */
  Future<List<Bar>> barsAsOf(
      int partition,
      long changeNo,
      String symbol,
      Timeframe timeframe,
      long fromMillis,
      int before);

  /**
   * For warming up many symbols at once: of each symbol of the partitions, the newest {@code limit}
   * bars as they stood at the given change number of its partition, ordered by symbol, then oldest
   * first.
   */
  Future<List<Bar>> newestAsOf(
      Timeframe timeframe, int[] partitions, long[] changeNos, Set<String> symbols, int limit);

  /** The newest {@code limit} bars in {@code [fromMillis, toMillis)}, oldest first. */
  Future<List<Bar>> bars(
      String symbol, Timeframe timeframe, long fromMillis, long toMillis, int limit);

  /** Every symbol that has a stored bar of any timeframe, for warming up at start. */
  Future<Set<String>> symbols();
}
