package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.history.Split;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.HistoryReader;
import ai.tickstock.store.SplitReader;
import ai.tickstock.store.StoredSplit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** The bars stored in a database, adjusted for the splits stored there. Blocks. */
public final class StoredBars {
  private static final int BYTES_PER_BAR = 48;

  /** Hears how many symbols of all are read. */
  @FunctionalInterface
  public interface Read {
    void symbols(int done, int total, long bars);
  }

  private final HistoryReader history;
  private final SplitReader splits;
  private final Cancelling cancelling;
  private final long most = Runtime.getRuntime().maxMemory() / 3 / BYTES_PER_BAR;
  private long bars;

  public StoredBars(HistoryReader history, SplitReader splits, Cancelling cancelling) {
    this.history = history;
    this.splits = splits;
    this.cancelling = cancelling;
  }

  /**
   * Reads all bars of some symbols.
   *
   * @param wanted symbols in upper case; all there are if it names none
   * @param endMillis bars that begin then or later are not needed
   * @throws IllegalArgumentException if there are none, or more than fit into memory
   * @throws IOException if it was cancelled
   */
  public Bars read(
      Set<String> wanted, Timeframe timeframe, long endMillis, MarketCalendar calendar, Read read)
      throws Exception {
    List<String> symbols = symbols(wanted, timeframe);
    Map<String, List<StoredSplit>> known = await(splits.splits(Set.copyOf(symbols)));
    SortedMap<String, BarSeries> all = new TreeMap<>();
    for (String symbol : symbols) {
      BarSeries series = new BarSeries(symbol, true);
      await(history.bars(symbol, timeframe, Long.MIN_VALUE, endMillis, sink(series)));
      if (series.size() > 0) {
        List<StoredSplit> its = known.getOrDefault(symbol, List.of());
        all.put(symbol, series.adjusted(splits(its, calendar)));
      }
      read.symbols(all.size(), symbols.size(), bars);
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "--to: there are no " + timeframe.label() + " bars of these symbols before that day");
    }
    return new Bars(all, timeframe, new JsonObject().put("source", "stored bars"));
  }

  private List<String> symbols(Set<String> wanted, Timeframe timeframe) throws Exception {
    List<String> stored = await(history.symbols(timeframe));
    if (stored.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no stored bars of "
              + timeframe.label()
              + ": import some ('tickstock import'), name another --timeframe, or a file of --bars");
    }
    for (String symbol : wanted) {
      if (!stored.contains(symbol)) {
        throw new IllegalArgumentException(
            "--symbols: there are no stored bars of "
                + symbol
                + "; the nearest are "
                + Nearest.to(symbol, stored));
      }
    }
    return wanted.isEmpty() ? stored : List.copyOf(wanted);
  }

  private HistoryReader.Sink sink(BarSeries series) {
    return (start, open, high, low, close, volume) -> {
      if (cancelling.isWanted()) {
        throw new IllegalStateException("cancelled while bars were read");
      }
      if (++bars > most) {
        throw new IllegalArgumentException(
            String.format(
                "--symbols: expected at most %,d bars for the memory there is (java -Xmx), were"
                    + " more: name fewer symbols or a longer --timeframe",
                most));
      }
      series.add(start, open, high, low, close, volume);
    };
  }

  /** Splits as the arithmetic takes them: from the start of their day on. */
  public static List<Split> splits(List<StoredSplit> stored, MarketCalendar calendar) {
    List<Split> splits = new ArrayList<>();
    for (StoredSplit each : stored) {
      splits.add(new Split(calendar.daySpan(each.exDate()).startMillis(), each.ratio()));
    }
    return splits;
  }

  private static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
