package ai.tickstock.launcher.transfer;

import ai.tickstock.market.Bar;
import ai.tickstock.market.SplitFactors;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BacktestReader;
import ai.tickstock.store.HistoryReader;
import ai.tickstock.store.HistoryReader.PatternPlace;
import ai.tickstock.store.HistoryReader.StoredPattern;
import ai.tickstock.store.MarketReader.Pattern;
import ai.tickstock.store.SplitReader;
import ai.tickstock.store.StoredBar;
import ai.tickstock.store.StoredSplit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Writes what is stored as CSV, page by page. Its methods block; for one use. */
public final class Export {
  private final HistoryReader history;
  private final SplitReader splits;
  private final BacktestReader backtests;
  private final ExportRequest request;
  private final Writer otherwise;
  private final ExportProgress progress;

  /** Told how far an export is. */
  public interface ExportProgress {
    /** So many symbols of all are done, and so many rows. */
    void show(long symbols, long all, long rows);
  }

  /**
   * @param otherwise where rows go if no file is wanted
   */
  public Export(
      HistoryReader history,
      SplitReader splits,
      BacktestReader backtests,
      ExportRequest request,
      Writer otherwise,
      ExportProgress progress) {
    this.history = history;
    this.splits = splits;
    this.backtests = backtests;
    this.request = request;
    this.otherwise = otherwise;
    this.progress = progress;
  }

  /**
   * Writes bars, symbol by symbol, oldest first.
   *
   * @return how many rows
   */
  public long bars() throws IOException, InterruptedException {
    Timeframe timeframe = request.timeframes().iterator().next();
    List<String> symbols = symbols(timeframe);
    Map<String, List<StoredSplit>> adjustments =
        request.adjusted() ? await(splits.splits(Set.copyOf(symbols))) : Map.of();
    try (CsvOut out = CsvOut.to(request.out(), otherwise)) {
      out.header(
          "symbol",
          "bar_timestamp",
          "open",
          "high",
          "low",
          "close",
          "volume",
          "vwap",
          "trades",
          "revision",
          "origin");
      long done = 0;
      for (String symbol : symbols) {
        SplitFactors factors =
            StoredSplit.factors(adjustments.getOrDefault(symbol, List.of()), request.calendar());
        bars(symbol, timeframe, factors, out);
        progress.show(++done, symbols.size(), out.rows());
      }
      out.finish();
      return out.rows();
    }
  }

  private List<String> symbols(Timeframe timeframe) throws IOException, InterruptedException {
    List<String> stored = await(history.symbols(timeframe));
    List<String> wanted = new ArrayList<>(stored);
    if (!request.symbols().isEmpty()) {
      for (String symbol : request.symbols()) {
        if (!stored.contains(symbol)) {
          throw new IOException(
              "no bars of %s are stored of %s".formatted(timeframe.label(), symbol));
        }
      }
      wanted.retainAll(request.symbols());
    }
    return wanted;
  }

  private void bars(String symbol, Timeframe timeframe, SplitFactors factors, CsvOut out)
      throws IOException, InterruptedException {
    long to = request.to().toEpochMilli();
    long from = request.from().toEpochMilli();
    List<StoredBar> page = await(history.page(symbol, timeframe, from, to));
    while (!page.isEmpty()) {
      long next = page.get(page.size() - 1).bar().start().toEpochMilli() + 1;
      Future<List<StoredBar>> following = history.page(symbol, timeframe, next, to);
      for (StoredBar each : page) {
        bar(factors.adjusted(each.bar()), each.origin(), out);
      }
      page = await(following);
    }
  }

  private static void bar(Bar bar, String origin, CsvOut out) throws IOException {
    out.row(
        bar.symbol(),
        bar.start(),
        CsvOut.number(bar.open()),
        CsvOut.number(bar.high()),
        CsvOut.number(bar.low()),
        CsvOut.number(bar.close()),
        CsvOut.number(bar.volume()),
        CsvOut.number(bar.vwap()),
        bar.trades(),
        bar.revision(),
        origin);
  }

  /**
   * Writes splits, by symbol, oldest first.
   *
   * @return how many rows
   */
  public long splits() throws IOException, InterruptedException {
    Map<String, List<StoredSplit>> all =
        await(request.symbols().isEmpty() ? splits.all() : splits.splits(request.symbols()));
    try (CsvOut out = CsvOut.to(request.out(), otherwise)) {
      out.header("symbol", "date", "ratio");
      for (Map.Entry<String, List<StoredSplit>> entry : all.entrySet()) {
        for (StoredSplit split : entry.getValue()) {
          out.row(entry.getKey(), split.exDate(), CsvOut.number(split.ratio()));
        }
      }
      out.finish();
      return out.rows();
    }
  }

  /**
   * Writes patterns, oldest bar first, those taken back marked.
   *
   * @return how many rows
   */
  public long patterns() throws IOException, InterruptedException {
    Set<String> timeframes =
        request.timeframes().stream()
            .map(Timeframe::label)
            .collect(Collectors.toCollection(TreeSet::new));
    PatternPlace after = new PatternPlace(request.from(), "");
    try (CsvOut out = CsvOut.to(request.out(), otherwise)) {
      out.header(
          "event_id",
          "revision",
          "pattern",
          "symbol",
          "timeframe",
          "bar_timestamp",
          "direction",
          "confidence",
          "detected_at",
          "retracted",
          "metadata");
      while (true) {
        List<StoredPattern> page =
            await(history.patternPage(request.symbols(), timeframes, after, request.to()));
        if (page.isEmpty()) {
          out.finish();
          return out.rows();
        }
        for (StoredPattern each : page) {
          pattern(each.pattern(), each.barStart(), out);
        }
        StoredPattern last = page.get(page.size() - 1);
        after = new PatternPlace(last.barStart(), last.pattern().eventId());
        progress.show(0, 0, out.rows());
      }
    }
  }

  private static void pattern(Pattern pattern, Instant barStart, CsvOut out) throws IOException {
    out.row(
        pattern.eventId(),
        pattern.revision(),
        pattern.pattern(),
        pattern.symbol(),
        pattern.timeframe(),
        barStart,
        pattern.direction(),
        CsvOut.number(pattern.confidence()),
        pattern.detectedAt(),
        pattern.retracted(),
        pattern.metadata().encode());
  }

  /**
   * Writes the trades of a backtest, in the order of their exits.
   *
   * @return how many rows
   * @throws IOException also if there is no such backtest
   */
  public long trades() throws IOException, InterruptedException {
    if (await(backtests.run(request.job())) == null) {
      throw new IOException("no backtest " + request.job() + " is stored");
    }
    try (CsvOut out = CsvOut.to(request.out(), otherwise)) {
      out.header(BacktestReader.TRADE_FIELDS.toArray(String[]::new));
      int done = 0;
      while (true) {
        List<JsonObject> page = await(backtests.trades(request.job(), done, BacktestReader.MOST));
        for (JsonObject trade : page) {
          out.row(
              BacktestReader.TRADE_FIELDS.stream()
                  .map(name -> cell(name, trade.getValue(name)))
                  .toArray());
        }
        done += page.size();
        if (page.size() < BacktestReader.MOST) {
          out.finish();
          return out.rows();
        }
        progress.show(0, 0, out.rows());
      }
    }
  }

  private static Object cell(String name, Object value) {
    if (!(value instanceof Number number)) {
      return value;
    }
    return name.endsWith("_at")
        ? Instant.ofEpochMilli(Math.round(number.doubleValue() * 1_000))
        : CsvOut.number(number.doubleValue());
  }

  private static <T> T await(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }
}
