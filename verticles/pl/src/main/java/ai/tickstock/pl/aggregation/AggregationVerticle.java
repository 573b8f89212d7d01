package ai.tickstock.pl.aggregation;

import ai.tickstock.analytics.bars.BarBuilder;
import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.Addresses;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.CommitRequest;
import ai.tickstock.store.write.BarCommit;
import ai.tickstock.store.write.PartitionState;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.log.LogPosition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tag;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the ticks of its partitions into bars, and has bars, positions and open bars stored
 * together: about every second, when bars close, and when many ticks have come. One commit is under
 * way at a time; while the database is away it goes on within a bound, then keeps the feed waiting.
 */
public final class AggregationVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AggregationVerticle.class);
  private static final int TICKS_WAITING_FACTOR = 4;
  private static final int MOST_PARTS = 100_000;
  private static final int MOST_LEAVING = 10_000;
  private static final long FORMING_MILLIS = 500;
  private static final long CLOSE_MILLIS = 1_200;

  private final Backends backends;
  private final int instance;
  private final String ownerToken;
  private final List<PartitionState> stored;
  private final FeedProgress progress;

  private AggregationOptions options;
  private BarBuilder bars;
  private PartitionTable partitions;
  private PendingCommit pending;
  private CreatedBars created;
  private Forming forming;
  private Counter late;
  private SymbolSlots slots;
  private TickBatch last;
  private LogPosition position;
  private long ticksSinceCommit;
  private boolean commitWanted;
  private boolean moved;
  private long commitTimer;
  private Future<Void> inFlight = Future.succeededFuture();
  private final Deque<Message<TickBatch>> heldBack = new ArrayDeque<>();
  private boolean fenced;

  /**
   * @param stored the states of this instance's partitions, taken over with the token
   * @param progress told how far this instance is stored
   */
  AggregationVerticle(
      Backends backends,
      int instance,
      String ownerToken,
      List<PartitionState> stored,
      FeedProgress progress) {
    this.backends = backends;
    this.instance = instance;
    this.ownerToken = ownerToken;
    this.stored = stored;
    this.progress = progress;
  }

  @Override
  public Future<?> start() {
    options = AggregationOptions.from(config());
    late = backends.metrics().counter("tickstock_late_ticks_total", "kind", "too_late");
    List<Tag> waiting =
        List.of(Tag.of("queue", "aggregation"), Tag.of("instance", Integer.toString(instance)));
    backends.metrics().gauge("tickstock_queue_depth", waiting, heldBack, Collection::size);
    created = new CreatedBars(options.perSymbolLimit());
    pending = new PendingCommit(this::closed, late::increment);
    bars =
        new BarBuilder(
            options.latenessMillis(),
            options.amendWindowMillis(),
            options.rollUps(),
            options.calendar(),
            pending);
    slots = new SymbolSlots(bars);
    partitions = new PartitionTable(stored, bars);
    forming = new Forming(backends.bus().create(vertx), bars, backends.clock());
    commitTimer = vertx.setPeriodic(options.commitMillis(), timer -> commitIfMoved());
    vertx.setPeriodic(FORMING_MILLIS, timer -> forming.publish());
    return vertx.eventBus().localConsumer(Addresses.ticks(instance), this::onBatch).completion();
  }

  /** Takes other options over, but for those that need a restart. For any thread. */
  Future<Void> reconfigure(AggregationOptions wanted) {
    return Future.future(
        done ->
            context.runOnContext(
                here -> {
                  vertx.cancelTimer(commitTimer);
                  commitTimer = vertx.setPeriodic(wanted.commitMillis(), timer -> commitIfMoved());
                  bars.setPatience(wanted.latenessMillis(), wanted.amendWindowMillis());
                  created.limit(wanted.perSymbolLimit());
                  options = wanted;
                  done.complete();
                }));
  }

  private void onBatch(Message<TickBatch> message) {
    if (fenced) {
      message.fail(CommitRequest.NOT_OWNER, "another process owns these partitions");
      return;
    }
    try {
      apply(message.body());
    } catch (RuntimeException e) {
      LOG.error("STREAMING: TickAggregator error: {}", e.toString(), e);
      fenced = true;
      message.fail(CommitRequest.REFUSED, e.toString());
      return;
    }
    if (pending.closed() > 0
        || ticksSinceCommit >= options.commitTicks()
        || slots.leaving() >= MOST_LEAVING) {
      commitIfMoved();
    }
    if (isTooFarAhead()) {
      heldBack.add(message);
    } else {
      message.reply(null);
    }
  }

  private void apply(TickBatch batch) {
    for (TickBatch.NewSymbol symbol : batch.newSymbols) {
      slots.add(symbol.id(), symbol.name());
    }
    for (int i = 0; i < batch.size; i++) {
      int flags = batch.flags[i];
      bars.add(
          slots.slot(batch.symbol[i]),
          batch.millis[i],
          batch.price[i],
          batch.volume[i],
          flags & 7,
          batch.epoch[i],
          batch.offset[i],
          (flags & TickBatch.UNLIMITED) != 0);
    }
    for (TickBatch.WindowTick window : batch.windows) {
      bars.addWindow(slots.slot(window.symbol()), window.window(), window.unlimited());
    }
    bars.advanceTo(batch.eventClock);
    batch.gone.forEach(slots::remove);
    boolean isNews = batch.size > 0 || !batch.windows.isEmpty();
    if (batch.allDone && (last == null || !last.allDone || isNews)) {
      bars.storeOpenRollUps();
      moved = true; // Perhaps there is nothing else to commit.
    }
    ticksSinceCommit += batch.size + batch.windows.size();
    moved |= batch.size > 0 || pending.size() > 0 || !batch.position.equals(position);
    position = batch.position;
    partitions.reached(batch.position, batch.marks);
    last = batch;
  }

  private void closed(BarPart part) {
    backends
        .metrics()
        .counter("tickstock_bars_total", "timeframe", part.timeframe().label(), "kind", "closed")
        .increment();
    if (part.timeframe() == Timeframe.MIN_1) {
      created.add(part);
    }
  }

  private boolean isTooFarAhead() {
    return !inFlight.isComplete()
        && (ticksSinceCommit >= (long) TICKS_WAITING_FACTOR * options.commitTicks()
            || pending.size() >= MOST_PARTS
            || slots.leaving() >= MOST_LEAVING);
  }

  private void commitIfMoved() {
    if (!inFlight.isComplete()) {
      commitWanted = true;
    } else if (moved && !fenced) {
      commit();
    }
  }

  private void commit() {
    bars.drainLate();
    slots.forgetLeaving();
    LogPosition reached = position;
    BarCommit commit =
        new BarCommit(pending.parts(), pending.recompute(), partitions.states(reached));
    pending.clear();
    created.say();
    ticksSinceCommit = 0;
    moved = false;
    commitWanted = false;
    Promise<Void> done = Promise.promise();
    inFlight = done.future();
    send(new CommitRequest(ownerToken, commit), reached, done);
  }

  private void send(CommitRequest request, LogPosition reached, Promise<Void> done) {
    vertx
        .eventBus()
        .request(Addresses.COMMIT, request, LocalCodec.options())
        .onSuccess(
            reply -> {
              done.complete();
              progress.stored(instance, reached);
              goOn();
            })
        .onFailure(error -> notCommitted(error, request, reached, done));
  }

  private void notCommitted(
      Throwable error, CommitRequest request, LogPosition reached, Promise<Void> done) {
    int code = error instanceof ReplyException reply ? reply.failureCode() : -1;
    if (code == CommitRequest.NOT_OWNER || code == CommitRequest.REFUSED) {
      fenced = true;
      LOG.error(
          "STREAMING: TickAggregator error: instance {} stops, its state was not stored: {}",
          instance,
          error.getMessage());
      done.fail(error);
      answerHeldBack();
    } else {
      vertx.timer(200, TimeUnit.MILLISECONDS).onSuccess(timer -> send(request, reached, done));
    }
  }

  private void goOn() {
    if (commitWanted) {
      commitIfMoved();
    }
    if (!isTooFarAhead()) {
      answerHeldBack();
    }
  }

  private void answerHeldBack() {
    for (Message<TickBatch> message; (message = heldBack.poll()) != null; ) {
      if (fenced) {
        message.fail(CommitRequest.NOT_OWNER, "another process owns these partitions");
      } else {
        message.reply(null);
      }
    }
  }

  /** Stores what it has; the feed has stopped before. */
  @Override
  public Future<?> stop() {
    return inFlight
        .compose(
            stored -> {
              commitIfMoved();
              return inFlight;
            })
        .timeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(this::notAllStored)
        .otherwiseEmpty()
        .eventually(forming::close);
  }

  private void notAllStored(Throwable error) {
    if (!fenced) {
      LOG.warn(
          "Instance {} stops before all it has is stored, the next start reads it again: {}",
          instance,
          error.toString());
    }
  }
}
