package ai.tickstock.pl.backtest;

import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.history.Split;
import ai.tickstock.market.Bar;
import ai.tickstock.store.StoredSplit;
import ai.tickstock.wire.message.BacktestJob;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Reads the bars of a job's symbols, one symbol after the other, with those that warm up; all stay
 * in memory, so there is a bound. For one job, on one event loop.
 */
final class BarLoader {
  private static final int SHOWN = 10;

  /** Bars of one symbol as they were stored, and its splits. */
  record Loaded(BarSeries series, List<Split> splits) {
    /** For the worker: it takes a while. */
    BarSeries adjusted() {
      return series.adjusted(splits);
    }
  }

  private final BacktestStore store;
  private final BacktestJob job;
  private final BacktestPlan plan;
  private final long maxBars;
  private final BooleanSupplier goOn;
  private final IntConsumer progress;
  private final List<Loaded> loaded = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private long bars;

  /**
   * @param goOn whether anybody still wants the bars
   * @param progress told after each symbol how many are done
   */
  BarLoader(
      BacktestStore store,
      BacktestJob job,
      BacktestPlan plan,
      long maxBars,
      BooleanSupplier goOn,
      IntConsumer progress) {
    this.store = store;
    this.job = job;
    this.plan = plan;
    this.maxBars = maxBars;
    this.goOn = goOn;
    this.progress = progress;
  }

  /**
   * Reads them all; may be called again after it failed.
   *
   * @return those that have a bar between the days; fails with {@link Refused} if there is none, or
   *     they are too many, and with {@link Stopped}
   */
  Future<List<Loaded>> load() {
    if (!goOn.getAsBoolean()) {
      return Future.failedFuture(new Stopped());
    }
    loaded.clear();
    missing.clear();
    bars = 0;
    List<String> symbols = job.symbols().stream().distinct().toList();
    return store
        .splits()
        .splits(new HashSet<>(symbols))
        .compose(
            splits ->
                OneByOne.each(
                    symbols,
                    symbol -> load(symbol, splits(splits.getOrDefault(symbol, List.of())))))
        .map(
            done -> {
              if (loaded.isEmpty()) {
                throw new Refused("symbols: expected stored bars, " + none(missing));
              }
              return List.copyOf(loaded);
            });
  }

  /** What the reader of the result should know. */
  List<String> warnings() {
    return loaded.isEmpty()
        ? List.of()
        : missing.stream().limit(1_000).map(symbol -> symbol + ": " + none(List.of())).toList();
  }

  private String none(List<String> of) {
    String names = String.join(", ", of.subList(0, Math.min(SHOWN, of.size())));
    return "no "
        + job.timeframe().label()
        + " bars "
        + (of.isEmpty() ? "" : "of " + names + (of.size() > SHOWN ? " … " : " "))
        + "between "
        + job.startDate()
        + " and "
        + job.endDate();
  }

  private Future<Void> load(String symbol, List<Split> splits) {
    if (!goOn.getAsBoolean()) {
      return Future.failedFuture(new Stopped());
    }
    BarSeries series = new BarSeries(symbol, true);
    return before(symbol, series)
        .compose(
            warm ->
                store
                    .history()
                    .bars(
                        symbol,
                        job.timeframe(),
                        plan.fromMillis(),
                        plan.toMillis(),
                        (start, open, high, low, close, volume) ->
                            add(series, start, open, high, low, close, volume)))
        .map(
            read -> {
              if (read == 0) {
                bars -= series.size();
                missing.add(symbol);
              } else {
                loaded.add(new Loaded(series, splits));
              }
              progress.accept(loaded.size() + missing.size());
              return null;
            });
  }

  private Future<Void> before(String symbol, BarSeries series) {
    return store
        .bars()
        .bars(symbol, job.timeframe(), 0, plan.fromMillis(), WarmUps.bars(plan))
        .map(
            earlier -> {
              for (Bar bar : earlier) {
                add(
                    series,
                    bar.start().toEpochMilli(),
                    bar.open(),
                    bar.high(),
                    bar.low(),
                    bar.close(),
                    bar.volume());
              }
              return null;
            });
  }

  private void add(
      BarSeries series,
      long start,
      double open,
      double high,
      double low,
      double close,
      double volume) {
    if (++bars > maxBars) {
      throw new Refused(
          "symbols: expected no more than "
              + maxBars
              + " bars in all (jobs.maxBars); ask for fewer symbols, fewer days, or a longer"
              + " timeframe than "
              + job.timeframe().label());
    }
    if ((bars & 1_023) == 0 && !goOn.getAsBoolean()) {
      throw new Stopped();
    }
    series.add(start, open, high, low, close, volume);
  }

  private List<Split> splits(List<StoredSplit> stored) {
    return stored.stream()
        .map(
            split ->
                new Split(plan.calendar().daySpan(split.exDate()).startMillis(), split.ratio()))
        .toList();
  }
}
