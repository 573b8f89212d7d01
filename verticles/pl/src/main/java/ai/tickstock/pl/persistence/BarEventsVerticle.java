package ai.tickstock.pl.persistence;

import ai.tickstock.market.Symbols;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.analysis.Intake;
import ai.tickstock.pl.analysis.Retry;
import ai.tickstock.pl.analysis.StageMetrics;
import ai.tickstock.pl.analysis.StallWatch;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.AnalysisWriter.Cursor;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes every stored bar change on the bars' log, exactly once and in order: the publisher of a
 * partition has the change number as its sequence, so the log itself remembers how far it has come.
 * In step with the commits; behind, it reads on from the database. A log that is full or away holds
 * it up and nothing else.
 */
public final class BarEventsVerticle extends VerticleBase {
  /** Name of the cursor: the last change whose event every durable reader has committed. */
  public static final String STAGE = "bars";

  private static final Logger LOG = LoggerFactory.getLogger(BarEventsVerticle.class);
  private static final int SLICE = 500;
  private static final long WAIT_MILLIS = 50;
  private static final long SETTLE_MILLIS = 5_000;
  private static final long CLOSE_MILLIS = 1_000;
  private static final Set<Integer> ALL =
      IntStream.range(0, Symbols.PARTITIONS).boxed().collect(Collectors.toUnmodifiableSet());

  private final Backends backends;
  private final String ownerToken = UUID.randomUUID().toString();
  private final long[] settled = new long[Symbols.PARTITIONS];
  private Retry retry;
  private Intake intake;
  private Bus bus;
  private BarPublishers publishers;
  private StageMetrics metrics;
  private StallWatch watch;
  private boolean open;
  private boolean pumping;
  private boolean settling;
  private boolean closing;
  private volatile String halted;

  /** Bar events out of what {@code backends} names. */
  public BarEventsVerticle(Backends backends) {
    this.backends = backends;
  }

  /** Ready once the cursor is taken over; a Redis that is away only delays the events. */
  @Override
  public Future<?> start() {
    retry = new Retry(vertx, STAGE);
    intake = new Intake(vertx, backends.barReader(), retry, this::pump);
    bus = backends.bus().create(vertx);
    TopicOptions topic = Topics.from(config()).topic(Channels.BARS);
    publishers = new BarPublishers(bus, topic);
    metrics =
        new StageMetrics(
            backends.metrics(), STAGE, Channels.BARS, intake.queue()::size, publishers::held);
    watch = new StallWatch(vertx, STAGE, topic, publishers::stalled);
    watch.start();
    return backends
        .analysisWriter()
        .takeOver(STAGE, ALL, ownerToken)
        .onSuccess(
            cursors -> {
              cursors.forEach(cursor -> settled[cursor.partition()] = cursor.changeNo());
              retry
                  .untilDone("opening the log", this::openPublishers)
                  .onSuccess(opened -> follow())
                  .onFailure(this::halt);
            });
  }

  private Future<Void> openPublishers() {
    long[] gone = new long[Symbols.PARTITIONS];
    List<Future<?>> looking = new ArrayList<>();
    for (int partition : ALL) {
      looking.add(
          backends
              .barReader()
              .changesAfter(new int[] {partition}, new long[] {0}, 1)
              .onSuccess(
                  oldest -> gone[partition] = oldest.isEmpty() ? 0 : oldest.get(0).changeNo() - 1));
    }
    return Future.join(looking).compose(looked -> publishers.open(gone));
  }

  private void follow() {
    if (closing) {
      return;
    }
    open = true;
    intake.open(
        IntStream.range(0, Symbols.PARTITIONS)
            .mapToObj(p -> new Cursor(p, publishers.next(p) - 1, publishers.next(p) - 1))
            .toList());
    vertx.setPeriodic(SETTLE_MILLIS, timer -> settle());
    pump();
  }

  /** Appends what there is, in slices, so that other work on this event loop comes in between. */
  private void pump() {
    if (pumping || !open) {
      return;
    }
    pumping = true;
    Iterator<BarChange> queued = intake.queue().iterator();
    BarChange hole = null;
    int done = 0;
    boolean full = publishers.isFull();
    while (!full && hole == null && done < SLICE && queued.hasNext()) {
      BarChange change = queued.next();
      if (change.changeNo() > publishers.next(change.partition())) {
        hole = change;
      } else {
        append(change);
        done++;
      }
    }
    intake.queue().remove(done);
    intake.refill();
    goOn(full, hole);
  }

  private void append(BarChange change) {
    if (change.changeNo() == publishers.next(change.partition())) {
      long now = backends.clock().millis();
      publishers.append(change, now);
      metrics.published(List.of(change), now, 1);
    }
  }

  private void goOn(boolean full, BarChange hole) {
    if (hole != null) {
      LOG.warn(
          "bars: changes {} to {} of partition {} are neither in the log nor stored any more",
          publishers.next(hole.partition()),
          hole.changeNo() - 1,
          hole.partition());
      retry
          .untilDone("going on behind a hole", () -> publishers.skipTo(hole))
          .onSuccess(skipped -> again())
          .onFailure(this::halt);
    } else if (full) {
      vertx.setTimer(WAIT_MILLIS, timer -> again());
    } else if (intake.queue().size() > 0) {
      context.runOnContext(go -> again());
    } else {
      pumping = false;
    }
  }

  private void again() {
    pumping = false;
    pump();
  }

  /** Notes how far all readers have come, so that the rows up to there may be deleted. */
  private void settle() {
    List<Cursor> moved = new ArrayList<>();
    for (int partition : ALL) {
      long now = publishers.settled(partition);
      if (now > settled[partition]) {
        moved.add(new Cursor(partition, now, now));
      }
    }
    if (settling || moved.isEmpty()) {
      return;
    }
    settling = true;
    retry
        .untilDone(
            "storing the cursor",
            () -> backends.analysisWriter().commitPatterns(STAGE, ownerToken, List.of(), moved))
        .onSuccess(
            stored -> {
              moved.forEach(cursor -> settled[cursor.partition()] = cursor.changeNo());
              settling = false;
            })
        .onFailure(this::halt);
  }

  private void halt(Throwable error) {
    open = false;
    intake.close();
    halted = "bar events have stopped: " + error;
    if (!closing && !(error instanceof CancellationException)) {
      LOG.error("STREAMING: bar events stop: {}", error.toString());
    }
  }

  /** Why nothing is published just now, for people; null when all is well. Thread-safe. */
  public String trouble() {
    return halted != null ? halted : watch.reason();
  }

  /** Bar changes that wait in memory, about. Thread-safe. */
  public int queueDepth() {
    return intake.queue().size();
  }

  /**
   * Flushes what is appended, for at most a second, and not at all if the log has been refusing it:
   * the rest is sent by the next start.
   */
  @Override
  public Future<?> stop() {
    closing = true;
    open = false;
    retry.stop();
    intake.close();
    watch.stop();
    Future<Void> flushed = watch.reason() == null ? publishers.flush() : Future.succeededFuture();
    return flushed
        .timeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS)
        .otherwiseEmpty()
        .eventually(() -> bus.close());
  }
}
