package ai.tickstock.wire.log;

import ai.tickstock.wire.log.LogServer.Answer;
import ai.tickstock.wire.log.LogServer.Flush;
import ai.tickstock.wire.log.LogServer.Way;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls a log. At most one batch is with the listener and one more is waiting for it; what wakes
 * the reader only matters when it has nothing to do.
 */
final class PullingReader implements LogReader, LogServer.Watcher, LogServer.Ear {
  private static final Logger LOG = LoggerFactory.getLogger(PullingReader.class);
  private static final int BATCH_BYTES = 1 << 20;
  private static final int BATCH_ENTRIES = 2_000;

  private final Vertx vertx;
  private final Context context;
  private final LogServer server;
  private final TopicOptions topic;
  private final String name;
  private final Listener listener;
  private final Adopter adopter;
  private final Runnable closed;
  private final Continuity read;
  private final Commits commits;
  private final Backoff backoff = new Backoff(50, 5_000);
  private final Promise<LogReader> opened = Promise.promise();
  private final Promise<Void> idle = Promise.promise();
  private final long timer;

  private LogPosition pulledTo;
  private LogBatch pulled;
  private LogBatch inHand;
  private int entries = 16;
  private long head;
  private boolean isUp;
  private boolean isPulling;
  private boolean isWoken = true;
  private boolean isMidEntry;
  private boolean toldAtHead;
  private boolean isClosed;

  PullingReader(
      Vertx vertx,
      LogServer server,
      TopicOptions topic,
      String name,
      Start start,
      Listener listener,
      Adopter adopter,
      long wakeMillis,
      Runnable closed) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.server = server;
    this.topic = topic;
    this.name = name;
    this.listener = listener;
    this.adopter = adopter;
    this.closed = closed;
    this.read = new Continuity(topic.channel(), start);
    this.pulledTo = start.position();
    this.isMidEntry = !pulledTo.equals(LogPosition.START);
    this.commits = new Commits(server, topic.channel(), name);
    this.timer = vertx.setPeriodic(wakeMillis, id -> tick());
  }

  /** Completes when it hears the channel and has seen the log; pulling begins then. */
  Future<LogReader> open() {
    server
        .subscribe(topic.channel(), this)
        .compose(subscribed -> adopter == null ? Future.succeededFuture() : adopter.renew())
        .onSuccess(adopting -> server.watch(Way.READING, this))
        .onFailure(opened::tryFail);
    return opened.future();
  }

  @Override
  public LogPosition position() {
    return read.position();
  }

  @Override
  public Map<String, Long> marks() {
    return read.marks();
  }

  @Override
  public long lag() {
    return Math.max(0, head - read.position().offset());
  }

  @Override
  public Future<Void> commit(LogPosition position) {
    return commits.commit(position);
  }

  @Override
  public Future<Void> close() {
    if (!isClosed) {
      isClosed = true;
      vertx.cancelTimer(timer);
      server.unwatch(Way.READING, this);
      server.unsubscribe(topic.channel(), this);
      opened.tryFail("closed");
      closed.run();
      if (inHand == null) {
        idle.tryComplete();
      }
    }
    Future<Void> left = adopter == null ? Future.succeededFuture() : adopter.close();
    return left.compose(v -> idle.future());
  }

  @Override
  public void heard(byte[] bytes, int from, int length) {
    if (adopter != null) {
      adopter.heard(bytes, from, length);
    }
    wake();
  }

  @Override
  public void again() {
    wake();
  }

  @Override
  public void up() {
    isUp = true;
    look();
    commits.again();
    wake();
  }

  @Override
  public void down() {
    isUp = false;
    deliver();
  }

  private void tick() {
    if (isUp) {
      look();
      commits.retry();
      wake();
    }
  }

  private void look() {
    server
        .append(Way.READING, Flush.look(topic, "", pulledTo.epoch(), ""))
        .onSuccess(this::seen)
        .onFailure(error -> LOG.debug("{}: {}", topic.channel(), error.getMessage()));
  }

  private void seen(Answer answer) {
    head = answer.head();
    opened.tryComplete(this);
    pull();
  }

  private void wake() {
    isWoken = true;
    pull();
  }

  private void pull() {
    if (!isWoken
        || !isUp
        || isPulling
        || pulled != null
        || isClosed
        || !opened.future().isComplete()) {
      return;
    }
    isPulling = true;
    isWoken = false;
    int asked = entries;
    Future<List<LogEntry>> answer =
        isMidEntry
            ? server.at(topic.channel(), pulledTo)
            : server.after(topic.channel(), pulledTo, asked);
    answer
        .onSuccess(found -> pulled(found, isMidEntry || found.size() == asked))
        .onFailure(
            error -> {
              isPulling = false;
              LOG.debug("Pulling {}: {}", topic.channel(), error.getMessage());
            });
  }

  private void pulled(List<LogEntry> found, boolean hasMore) {
    isPulling = false;
    isMidEntry = false;
    isWoken |= hasMore;
    if (!found.isEmpty()) {
      LogEntry last = found.get(found.size() - 1);
      if (last.lastPlace().compareTo(pulledTo) > 0) {
        pulledTo = last.lastPlace();
        head = Math.max(head, pulledTo.offset());
      }
      long bytes = found.stream().mapToLong(entry -> entry.data().length()).sum();
      entries =
          (int) Math.max(1, Math.min(BATCH_ENTRIES, BATCH_BYTES / (bytes / found.size() + 1)));
    }
    pulled = new LogBatch(found, !hasMore);
    deliver();
  }

  /** Hands on what has been pulled, or that this is no longer the head, and pulls ahead. */
  private void deliver() {
    while (inHand == null && !isClosed) {
      if (pulled == null) {
        if (!isUp && toldAtHead) {
          hand(new LogBatch(List.of(), false));
        }
        return;
      }
      LogBatch raw = pulled;
      pulled = null;
      pull();
      LogPosition before = read.position();
      List<LogEntry> fresh = read.admit(raw.entries(), this::gap);
      if (fresh.isEmpty() && raw.atHead() == toldAtHead) {
        read.accept();
        commits.passed(before, read.position());
      } else {
        hand(new LogBatch(fresh, raw.atHead()));
      }
    }
  }

  private void hand(LogBatch batch) {
    inHand = batch;
    told(batch).onComplete(done -> here(() -> answered(batch, done)));
  }

  /** The listener's answer may come from any thread. */
  private void here(Runnable what) {
    if (Vertx.currentContext() == context) {
      what.run();
    } else {
      context.runOnContext(v -> what.run());
    }
  }

  private void answered(LogBatch batch, AsyncResult<?> done) {
    if (done.succeeded()) {
      accepted(batch);
    } else {
      refused(batch, done.cause());
    }
  }

  private Future<?> told(LogBatch batch) {
    try {
      Future<?> taken = listener.batch(batch);
      return taken == null ? Future.succeededFuture() : taken;
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void accepted(LogBatch batch) {
    backoff.reset();
    inHand = null;
    toldAtHead = batch.atHead();
    read.accept();
    if (isClosed) {
      idle.tryComplete();
    } else {
      deliver();
      pull();
    }
  }

  private void refused(LogBatch batch, Throwable why) {
    if (isClosed) {
      inHand = null;
      idle.tryComplete();
      return;
    }
    long wait = backoff.next();
    LOG.warn("{}: {} failed, once more in {} ms", topic.channel(), name, wait, why);
    vertx.setTimer(
        wait,
        id -> {
          if (isClosed) {
            inHand = null;
            idle.tryComplete();
          } else {
            hand(batch);
          }
        });
  }

  private void gap(LogGap gap) {
    try {
      listener.gap(gap);
    } catch (RuntimeException e) {
      LOG.error("{}: {} could not take {}", topic.channel(), name, gap, e);
    }
  }
}
