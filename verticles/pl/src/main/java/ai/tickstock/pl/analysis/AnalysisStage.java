package ai.tickstock.pl.analysis;

import ai.tickstock.market.Symbols;
import ai.tickstock.pl.Backends;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.AnalysisWriter.Cursor;
import ai.tickstock.store.write.NotOwnerException;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One stage behind the stored bars, exactly once: takes the bar changes of every partition strictly
 * in order, batch by batch; fetches what a batch needs; computes it in slices on the event loop,
 * appending the events as they come; waits until they are in the log; stores rows and places in one
 * transaction. While that goes on the next batch is computed already.
 *
 * <p>Events are numbered by what was computed, so a stage that stopped anywhere computes the same
 * events again and appends only those the log does not have. A Redis or a PostgreSQL that is away
 * holds it up and loses nothing. Another process that takes the partitions over ends it.
 *
 * <p>Used on the context that starts it; what the health message needs may be read by any thread.
 *
 * @param <S> state of one series
 * @param <R> row that is stored for what was published
 */
public final class AnalysisStage<S, R> {
  private static final Logger LOG = LoggerFactory.getLogger(AnalysisStage.class);
  private static final long DRAIN_MILLIS = 1_000;

  private final Vertx vertx;
  private final Backends backends;
  private final Analysis<S, R> analysis;
  private final int perSymbolLimit;
  private static final String BEFORE_OPTIONS = "#";

  private final String ownerToken;
  private final Context context;
  private final Publishers publishers;
  private final StageMetrics metrics;
  private final Retry retry;
  private final Intake intake;
  private final StallWatch watch;
  private final Slices slices;
  private final States<S> states;
  private final Past past;
  private final Places places = new Places();
  private final AtomicLong processed = new AtomicLong();
  private final Promise<Void> finished = Promise.promise();
  private Future<Void> committing = Future.succeededFuture();
  private boolean running;
  private boolean stopping;
  private boolean closing;
  private volatile String halted;

  /**
   * @param topic where its events go
   * @param perSymbolLimit above so many bars, or rows, in a batch the log lines per symbol are
   *     DEBUG
   * @param maxSymbols symbols of each timeframe whose states are kept between bars; those of others
   *     are made from their stored bars again
   */
  public AnalysisStage(
      Vertx vertx,
      Backends backends,
      Analysis<S, R> analysis,
      TopicOptions topic,
      int perSymbolLimit,
      int maxSymbols) {
    this.vertx = vertx;
    this.backends = backends;
    this.analysis = analysis;
    this.perSymbolLimit = perSymbolLimit;
    ownerToken =
        UUID.randomUUID() + BEFORE_OPTIONS + Integer.toHexString(analysis.options().hashCode());
    context = vertx.getOrCreateContext();
    publishers = new Publishers(backends.bus().create(vertx), topic, analysis.stage());
    retry = new Retry(vertx, analysis.stage());
    intake = new Intake(vertx, backends.barReader(), retry, this::wake);
    watch = new StallWatch(vertx, analysis.stage(), topic, publishers::stalled);
    slices = new Slices(context, publishers::isFull, () -> halted != null);
    SeriesMap<S> series = new SeriesMap<>(maxSymbols);
    past = new Past(vertx, backends.past(), analysis.stage());
    Slices unhindered = new Slices(context, () -> false, () -> halted != null);
    states =
        new States<>(
            analysis,
            series,
            new WarmUp<>(analysis, backends.barReader(), series, unhindered, retry, past));
    metrics =
        new StageMetrics(
            backends.metrics(),
            analysis.stage(),
            topic.channel(),
            intake.queue()::size,
            publishers::held);
  }

  /** Takes all partitions over and begins. Waits for a PostgreSQL that is away. */
  public Future<Void> start() {
    return past.open(retry)
        .compose(read -> takeOver())
        .compose(
            cursors ->
                retry
                    .untilDone("reading the symbols", backends.barReader()::symbols)
                    .onSuccess(symbols -> begin(cursors, symbols)))
        .mapEmpty();
  }

  private Future<List<Cursor>> takeOver() {
    Set<Integer> all = IntStream.range(0, Symbols.PARTITIONS).boxed().collect(Collectors.toSet());
    return retry
        .untilDone("reading who was here", () -> backends.analysisWriter().owners(analysis.stage()))
        .compose(
            owners ->
                retry
                    .untilDone(
                        "taking the places over",
                        () -> backends.analysisWriter().takeOver(analysis.stage(), all, ownerToken))
                    .onSuccess(cursors -> beginBehindOthers(owners)));
  }

  /** What the last one published and did not note down are not the events we shall publish. */
  private void beginBehindOthers(Map<Integer, String> owners) {
    owners.forEach(
        (partition, owner) -> {
          if (!options(owner).equals(options(ownerToken))) {
            publishers.beginBehind(partition);
          }
        });
  }

  private static String options(String token) {
    return token.substring(token.indexOf(BEFORE_OPTIONS) + 1);
  }

  private void begin(List<Cursor> cursors, Set<String> symbols) {
    for (Cursor cursor : cursors) {
      places.move(cursor.partition(), cursor.changeNo());
      publishers.begin(cursor.partition(), cursor.eventSeq());
    }
    states.begin(symbols);
    intake.open(cursors);
    watch.start();
    wake();
  }

  /**
   * Finishes what is queued if that takes no longer than a second, and stops; at once if its events
   * have been waiting for their log.
   */
  public Future<Void> stop() {
    stopping = true;
    intake.close();
    if (watch.reason() == null) {
      vertx.setTimer(DRAIN_MILLIS, timer -> finish());
      wake();
    } else {
      finish();
    }
    return finished.future();
  }

  private void finish() {
    if (halted == null) {
      halted = "stopped";
    }
    retry.stop();
    watch.stop();
    past.close();
    if (!closing) {
      closing = true;
      publishers.close().onComplete(closed -> finished.complete());
    }
  }

  /** Bar changes computed, published and stored since the start. */
  public long messagesProcessed() {
    return processed.get();
  }

  /** Why it does not go on, for people; null when all is well. */
  public String trouble() {
    return halted != null ? halted : watch.reason();
  }

  /** Bar changes that wait to be computed, as far as they are in memory. */
  public int queueDepth() {
    return intake.queue().size();
  }

  private void wake() {
    if (!running) {
      running = true;
      goOn();
    }
  }

  /** Never directly: what is answered at once must not pile up on the stack. */
  private void goOn() {
    context.runOnContext(go -> next());
  }

  private void next() {
    if (halted != null) {
      return;
    }
    intake.refill();
    past.settle(states.series());
    states.series().trim();
    List<BarChange> changes =
        past.upToSplit(
            places.next(intake.queue(), Batch.MOST_CHANGES, this::passHole), states.series());
    if (!changes.isEmpty()) {
      process(changes);
    } else if (stopping) {
      committing.onComplete(done -> finish());
    } else if (states.isIncomplete()) {
      states.makeMore(places).onSuccess(made -> goOn()).onFailure(this::halt);
    } else {
      running = false;
    }
  }

  /** The changes before this one are no longer stored: goes on from the bars as they are here. */
  private void passHole(BarChange change) {
    int partition = change.partition();
    LOG.warn(
        "{}: changes {} to {} of partition {} are not stored any more, continuing from the bars",
        analysis.stage(),
        places.of(partition) + 1,
        change.changeNo() - 1,
        partition);
    places.move(partition, change.changeNo() - 1);
    states.series().drop(partition);
  }

  private void process(List<BarChange> changes) {
    Publication<R> publication = new Publication<>(publishers);
    Batch<S, R> batch = new Batch<>(analysis, states.series(), publication, past, changes);
    states
        .make(batch.missing(), places)
        .compose(ok -> batch.fetchOldWorlds(backends.barReader(), retry, committing))
        .compose(ok -> open(batch))
        .compose(ok -> slices.run(batch))
        .compose(ok -> retry.untilDone("appending events", publishers::flush))
        .onSuccess(ok -> published(batch))
        .compose(ok -> committing)
        .onSuccess(ok -> commit(batch))
        .onFailure(this::halt);
  }

  private Future<Void> open(Batch<S, R> batch) {
    intake.queue().remove(batch.changes().size());
    sayTriggered(batch.symbols(), batch.changes().size() <= perSymbolLimit);
    return retry.untilDone("opening the log", () -> publishers.open(batch.partitions()));
  }

  private void published(Batch<S, R> batch) {
    places.computed(batch.changes());
    Publication<R> publication = batch.publication();
    metrics.published(batch.changes(), backends.clock().millis(), publication.events());
    List<R> rows = publication.rows();
    analysis.published(rows, rows.size() <= perSymbolLimit);
  }

  /** Stores a batch while the next one is computed. */
  private void commit(Batch<S, R> batch) {
    List<Cursor> cursors =
        batch.partitions().stream()
            .mapToObj(p -> new Cursor(p, places.of(p), publishers.eventSeq(p)))
            .toList();
    List<R> rows = batch.publication().rows();
    committing =
        retry
            .untilDone("storing results", () -> analysis.commit(ownerToken, rows, cursors))
            .onSuccess(ok -> processed.addAndGet(batch.changes().size()))
            .onFailure(this::halt);
    goOn();
  }

  private void sayTriggered(Set<String> symbols, boolean each) {
    if (each || LOG.isDebugEnabled()) {
      for (String symbol : symbols) {
        LOG.atLevel(each ? Level.INFO : Level.DEBUG)
            .log("STREAMING: {} job triggered for {}", analysis.job(), symbol);
      }
    }
    if (!each) {
      LOG.info("STREAMING: {} job triggered for {} symbols", analysis.job(), symbols.size());
    }
  }

  private void halt(Throwable error) {
    if (halted != null) {
      return;
    }
    if (error instanceof NotOwnerException) {
      halted = "another process has taken over";
      LOG.warn("STREAMING: {} job stops: {}", analysis.job(), error.getMessage());
    } else if (error instanceof CancellationException) {
      halted = "stopped";
    } else {
      halted = error.toString();
      LOG.error("STREAMING: {} job error, it stops: {}", analysis.job(), halted, error);
    }
    intake.close();
    finish();
  }
}
