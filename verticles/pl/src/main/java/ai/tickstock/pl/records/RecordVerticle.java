package ai.tickstock.pl.records;

import ai.tickstock.analytics.backtest.TrackRecord;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.history.Split;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.backtest.BacktestStore;
import ai.tickstock.pl.backtest.OneByOne;
import ai.tickstock.pl.patterns.PatternOptions;
import ai.tickstock.store.Database;
import ai.tickstock.store.PatternRecordReader.PatternRecord;
import ai.tickstock.store.StoredSplit;
import ai.tickstock.wire.MarketCalendars;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes what came after patterns in every stored series: anew once the market has closed, or
 * when the past of a series was changed. One series at a time, on a thread of its own, with pauses
 * three times as long as the work; a series is claimed, so that of several processes one does it.
 */
public final class RecordVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RecordVerticle.class);

  /** Changed when records are computed otherwise than before: then all are made anew. */
  private static final String MADE = "1";

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final int PAUSES = 3;
  private static final long STOP_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /**
   * When it works.
   *
   * @param delay before the first look
   * @param pause between two looks for something to do
   * @param mostBars of a series, its newest: as many are in memory three times over
   */
  record Pace(Duration delay, Duration pause, int mostBars) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(20), Duration.ofMinutes(5), 100_000);
  }

  private final BacktestStore store;
  private final Clock clock;
  private final Pace pace;
  private final Set<String> patterns = new TreeSet<>(PatternOptions.names());
  private final String digest = digest(patterns);
  private RecordOptions options;
  private MarketCalendar calendar;
  private WorkerExecutor worker;
  private Future<?> computing = Future.succeededFuture();
  private boolean isClosing;
  private int done;
  private volatile long made;

  /** Records of what {@code backends} stores. */
  public RecordVerticle(Backends backends) {
    this(backends.backtests(), backends.clock(), Pace.USUAL);
  }

  RecordVerticle(BacktestStore store, Clock clock, Pace pace) {
    this.store = store;
    this.clock = clock;
    this.pace = pace;
  }

  private static String digest(Set<String> patterns) {
    String all = MADE + TrackRecord.HORIZONS + String.join(",", patterns);
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Ready at once; what there is to do begins later. */
  @Override
  public Future<?> start() {
    options = RecordOptions.from(config());
    calendar = MarketCalendars.from(config());
    if (options.enabled()) {
      worker =
          vertx.createSharedWorkerExecutor(
              "tickstock-records-" + UUID.randomUUID(), 1, 1, TimeUnit.DAYS);
      again(pace.delay());
    }
    return Future.succeededFuture();
  }

  private void again(Duration later) {
    vertx.setTimer(Math.max(1, later.toMillis()), timer -> look());
  }

  /** One look at all series; what fails is tried again with the next. */
  private void look() {
    done = 0;
    Instant since = LastClose.before(clock.instant(), calendar);
    OneByOne.each(options.timeframes(), timeframe -> look(timeframe, since))
        .onComplete(
            looked -> {
              if (isClosing) {
                return;
              }
              if (looked.failed()) {
                LOG.warn("Patterns' records are computed later: {}", looked.cause().toString());
              } else if (done > 0) {
                LOG.info("Patterns' records of {} series are computed", done);
              }
              again(pace.pause());
            });
  }

  private Future<Void> look(Timeframe timeframe, Instant since) {
    return Future.all(
            store.history().symbols(timeframe),
            store.records().fresh(timeframe.label(), digest, since))
        .compose(
            both -> {
              List<String> symbols = both.resultAt(0);
              Set<String> fresh = both.resultAt(1);
              List<String> stale = symbols.stream().filter(each -> !fresh.contains(each)).toList();
              return OneByOne.each(stale, symbol -> claim(symbol, timeframe, since));
            });
  }

  private Future<Void> claim(String symbol, Timeframe timeframe, Instant since) {
    return isClosing
        ? Future.failedFuture(new CancellationException("it stops"))
        : store
            .records()
            .claim(symbol, timeframe.label(), digest, since, LEASE)
            .compose(
                mine ->
                    mine
                        ? make(symbol, timeframe).recover(error -> passedOver(symbol, error))
                        : Future.succeededFuture());
  }

  /** One that cannot be done does not keep the others waiting. */
  private Future<Void> passedOver(String symbol, Throwable error) {
    if (isClosing || Database.isAway(error)) {
      return Future.failedFuture(error);
    }
    LOG.warn("Patterns' records of {} are not computed", symbol, error);
    return Future.succeededFuture();
  }

  private Future<Void> make(String symbol, Timeframe timeframe) {
    long began = System.nanoTime();
    NewestBars bars = new NewestBars(symbol, pace.mostBars());
    return store
        .history()
        .bars(symbol, timeframe, Long.MIN_VALUE, Long.MAX_VALUE, bars)
        .compose(read -> store.splits().splits(Set.of(symbol)))
        .map(splits -> splits.getOrDefault(symbol, List.of()).stream().map(this::split).toList())
        .compose(
            splits -> {
              Future<List<PatternRecord>> rows =
                  worker.executeBlocking(() -> rows(bars, splits, symbol, timeframe), false);
              computing = rows;
              return rows;
            })
        .compose(rows -> store.records().replace(symbol, timeframe.label(), digest, rows))
        .compose(stored -> pause((System.nanoTime() - began) / 1_000_000));
  }

  private Split split(StoredSplit stored) {
    return new Split(calendar.daySpan(stored.exDate()).startMillis(), stored.ratio());
  }

  /** On the worker. */
  private List<PatternRecord> rows(
      NewestBars bars, List<Split> splits, String symbol, Timeframe timeframe) {
    BarSeries series = bars.series().adjusted(splits);
    Instant now = clock.instant();
    return TrackRecord.of(series, patterns).stream()
        .map(record -> RecordRows.row(symbol, timeframe, record, now))
        .toList();
  }

  private Future<Void> pause(long tookMillis) {
    done++;
    made++;
    long millis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(1, PAUSES * tookMillis));
    return vertx.timer(millis, TimeUnit.MILLISECONDS).mapEmpty();
  }

  /** Series whose records were computed here. Thread-safe. */
  public long made() {
    return made;
  }

  /**
   * Waits for the series it computes, a little; one that is claimed is free again after a while.
   */
  @Override
  public Future<?> stop() {
    isClosing = true;
    return computing
        .timeout(STOP_MILLIS, TimeUnit.MILLISECONDS)
        .transform(
            done -> {
              if (worker != null) {
                worker.close();
              }
              return Future.succeededFuture();
            });
  }
}
