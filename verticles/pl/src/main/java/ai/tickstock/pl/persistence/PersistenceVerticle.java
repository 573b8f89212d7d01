package ai.tickstock.pl.persistence;

import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.Addresses;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.BarChanges;
import ai.tickstock.pl.CommitRequest;
import ai.tickstock.pl.indicators.IndicatorOptions;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.NotOwnerException;
import ai.tickstock.store.write.StaleCommitException;
import ai.tickstock.wire.LocalCodec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Puts commits into the database and, only then, answers and tells the half. A database that is
 * away holds a commit up, it is tried again until it is in; one whose answer was lost is found
 * again. A sender that tires of waiting may send the very same commit again: it joins the one under
 * way.
 */
public final class PersistenceVerticle extends VerticleBase {
  private static final int MOST_UNDER_WAY = 64;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;
  private static final long ANSWER_MILLIS = 20_000;
  private static final long PRUNE_MILLIS = 10_000;
  private static final long FIRST_RETENTION_MILLIS = 30_000;
  private static final long RETENTION_MILLIS = 600_000;
  private static final long CLOSE_MILLIS = 500;

  private final Backends backends;
  private final Map<String, UnderWay> underWay = new ConcurrentHashMap<>();
  private PersistenceMetrics metrics;
  private CommitLog log;
  private MessageConsumer<CommitRequest> consumer;
  private boolean closing;
  private volatile Function<Timeframe, Duration> keeps;
  private volatile RetentionOptions retained;
  private volatile String trouble;

  /** A commit on its way, by its owner. */
  private record UnderWay(CommitRequest request, Future<BarChanges> done) {}

  /** Persistence into what {@code backends} names. */
  public PersistenceVerticle(Backends backends) {
    this.backends = backends;
  }

  @Override
  public Future<?> start() {
    LocalCodec.register(vertx.eventBus());
    log = new CommitLog(PersistenceOptions.from(config()).perSymbolLimit());
    metrics = new PersistenceMetrics(backends.metrics(), underWay::size);
    consumer = vertx.eventBus().localConsumer(Addresses.COMMIT, this::onRequest);
    keeps = IndicatorOptions.from(config())::keeps;
    Pruning pruning =
        new Pruning(
            backends.barWriter(),
            backends.analysisWriter(),
            timeframe -> keeps.apply(timeframe),
            backends.clock());
    vertx.setPeriodic(PRUNE_MILLIS, timer -> pruning.run());
    retained = RetentionOptions.from(config());
    Retention retention =
        new Retention(backends.barWriter(), backends.analysisWriter(), backends.clock());
    vertx.setPeriodic(FIRST_RETENTION_MILLIS, RETENTION_MILLIS, timer -> retention.run(retained));
    return consumer.completion();
  }

  /** Takes a changed configuration over. For any thread. */
  public void reconfigure(JsonObject config) {
    log.limit(PersistenceOptions.from(config).perSymbolLimit());
    keeps = IndicatorOptions.from(config)::keeps;
    retained = RetentionOptions.from(config);
  }

  /** Refuses options that are not valid, naming the key. */
  public static void check(JsonObject config) {
    PersistenceOptions.from(config);
    RetentionOptions.from(config);
  }

  private void onRequest(Message<CommitRequest> message) {
    CommitRequest request = message.body();
    UnderWay before = underWay.get(request.ownerToken());
    if (before != null && before.request().commit() == request.commit()) {
      answer(message, before.done());
    } else if (closing || before != null || underWay.size() >= MOST_UNDER_WAY) {
      message.fail(CommitRequest.BUSY, "persistence is " + (closing ? "closing" : "busy"));
    } else {
      answer(message, begin(request));
    }
  }

  private Future<BarChanges> begin(CommitRequest request) {
    Promise<BarChanges> done = Promise.promise();
    underWay.put(request.ownerToken(), new UnderWay(request, done.future()));
    long began = System.nanoTime();
    attempt(request, 0)
        .onComplete(
            result -> {
              underWay.remove(request.ownerToken());
              if (result.succeeded()) {
                done.complete(
                    committed(result.result(), Duration.ofNanos(System.nanoTime() - began)));
              } else {
                done.fail(result.cause());
              }
            });
    return done.future();
  }

  private Future<List<BarChange>> attempt(CommitRequest request, int tries) {
    return Future.<Void>succeededFuture()
        .compose(go -> backends.barWriter().commit(request.ownerToken(), request.commit()))
        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
        .recover(error -> here(() -> failed(error, request, tries)));
  }

  private Future<List<BarChange>> failed(Throwable error, CommitRequest request, int tries) {
    metrics.failed();
    log.error(error);
    trouble = isFinal(error) ? null : "bars are not stored: " + error;
    return isFinal(error) || closing
        ? Future.failedFuture(error)
        : vertx
            .timer(pause(tries), TimeUnit.MILLISECONDS)
            .compose(over -> attempt(request, tries + 1));
  }

  /** On this verticle's event loop: a time-out comes on another thread. */
  private <T> Future<T> here(Supplier<Future<T>> action) {
    return Future.future(done -> context.runOnContext(go -> action.get().onComplete(done)));
  }

  private static boolean isFinal(Throwable error) {
    return error instanceof NotOwnerException
        || error instanceof IllegalArgumentException
        || error instanceof StaleCommitException;
  }

  private static long pause(int tries) {
    long step = Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(tries, 10));
    return step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
  }

  private BarChanges committed(List<BarChange> changes, Duration took) {
    trouble = null;
    metrics.committed(changes, took);
    log.wrote(changes);
    BarChanges told = new BarChanges(changes);
    if (!changes.isEmpty()) {
      vertx.eventBus().publish(Addresses.PERSISTED, told, LocalCodec.options());
    }
    return told;
  }

  private static void answer(Message<CommitRequest> message, Future<BarChanges> done) {
    done.onSuccess(changes -> message.reply(changes, LocalCodec.options()))
        .onFailure(error -> message.fail(code(error), error.toString()));
  }

  private static int code(Throwable error) {
    if (error instanceof NotOwnerException) {
      return CommitRequest.NOT_OWNER;
    }
    return isFinal(error) ? CommitRequest.REFUSED : CommitRequest.BUSY;
  }

  /** Why bars are not stored just now, for people; null when all is well. Thread-safe. */
  public String trouble() {
    return trouble;
  }

  /** Commits under way. Thread-safe. */
  public int queueDepth() {
    return underWay.size();
  }

  /** Takes nothing more, and gives what is under way half a second. */
  @Override
  public Future<?> stop() {
    closing = true;
    List<Future<?>> left = new ArrayList<>();
    underWay.values().forEach(commit -> left.add(commit.done()));
    Future<?> finished = left.isEmpty() ? Future.succeededFuture() : Future.join(left);
    return consumer
        .unregister()
        .compose(gone -> finished)
        .timeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(log::error)
        .otherwiseEmpty();
  }
}
