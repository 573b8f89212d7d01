package ai.tickstock.wire.log;

import ai.tickstock.wire.log.LogServer.Answer;
import ai.tickstock.wire.log.LogServer.Flush;
import ai.tickstock.wire.log.LogServer.Way;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects messages into chunks and appends them in order, several under way at once. Whenever it
 * is unsure how far the log has them (a new connection, a refusal, a server that forgot) it stops
 * sending, waits until nothing is under way, asks for its mark, and goes on behind it. That is the
 * only way back, so there is one place that retries.
 */
final class LogAppender implements Appender, LogServer.Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(LogAppender.class);
  private static final long FULL_POLL_MILLIS = 20;
  private static final long IDLE_POLL_MILLIS = 1_000;

  private final Vertx vertx;
  private final LogServer server;
  private final TopicOptions topic;
  private final String publisher;
  private final String token;
  private final FlushOptions options;
  private final Runnable fenced;
  private final Runnable closed;

  private final Draft draft = new Draft();
  private final Kept kept;
  private final Budget budget;
  private final Backoff backoff = new Backoff(10, 1_000);
  private final Promise<Appender> opened = Promise.promise();
  private final Waiting waiting = new Waiting();
  private final long idlePoll;

  private long used;
  private long nextSeq;
  private long acked;
  private long epoch;
  private int inFlight;
  private boolean isWatching;
  private boolean up;
  private boolean ready;
  private boolean asking;
  private boolean due;
  private boolean isClosed;
  private boolean isRivalTold;
  private long flushTimer = -1;
  private long syncTimer = -1;
  private long pause;
  private String trouble = "not connected yet";
  private LogPosition slowest = LogPosition.START;
  private String slowestName = "";

  LogAppender(
      Vertx vertx,
      LogServer server,
      TopicOptions topic,
      String publisher,
      String token,
      FlushOptions options,
      Budget budget,
      Runnable fenced,
      Runnable closed) {
    this.vertx = vertx;
    this.server = server;
    this.topic = topic;
    this.publisher = publisher;
    this.token = token;
    this.options = options;
    this.budget = budget;
    this.kept = new Kept(budget);
    this.fenced = fenced;
    this.closed = closed;
    this.idlePoll = vertx.setPeriodic(IDLE_POLL_MILLIS, id -> poll());
  }

  /**
   * Completes when the log has told its mark.
   *
   * @param lastUsed the last sequence the publisher knows it has used, 0 if none
   */
  Future<Appender> open(long lastUsed) {
    used = lastUsed;
    if (!isWatching) {
      isWatching = true;
      server.watch(Way.APPENDING, this);
    }
    return opened.future();
  }

  @Override
  public long nextSeq() {
    return nextSeq;
  }

  /**
   * Numbers from another sequence, before the first message: what the log has is dropped when it is
   * appended again.
   */
  void startAt(long seq) {
    if (!draft.isEmpty() || kept.bytes() > 0 || seq < 1) {
      throw new IllegalStateException(
          "startAt(" + seq + "): only before the first message, from 1");
    }
    nextSeq = seq;
  }

  @Override
  public void append(byte[] json, int from, int length) {
    boolean isFirst = draft.isEmpty();
    draft.add(nextSeq, json, from, length);
    nextSeq++;
    if (isFirst && flushTimer < 0) {
      flushTimer = vertx.setTimer(options.intervalMillis(), id -> flushDue());
    }
    if (draft.count() >= FlushOptions.MAX_MESSAGES || draft.bytes() >= options.maxBytes()) {
      seal();
      pump();
    }
  }

  @Override
  public boolean isFull() {
    return budget.isSpent(draft.bytes());
  }

  @Override
  public void onDrain(Handler<Void> handler) {
    boolean isFirst = !waiting.isForRoom();
    waiting.untilDrained(handler);
    if (!isFull()) {
      vertx.runOnContext(v -> tellDrained());
    } else if (isFirst) {
      vertx.setTimer(FULL_POLL_MILLIS, id -> pollWhileFull());
    }
  }

  @Override
  public Future<Void> flush() {
    if (isClosed) {
      return Future.failedFuture("closed");
    }
    if (!draft.isEmpty()) {
      seal();
    }
    if (kept.waiting() == 0) {
      return Future.succeededFuture();
    }
    pump();
    return waiting.until(nextSeq - 1);
  }

  @Override
  public String stalled() {
    if (trouble == null && isFull()) {
      return "kept for reader '" + slowestName + "', which has committed " + slowest;
    }
    return trouble;
  }

  @Override
  public long pending() {
    return kept.waiting() + draft.count();
  }

  @Override
  public long retained() {
    return kept.appended();
  }

  @Override
  public Future<Void> close() {
    if (!isClosed) {
      isClosed = true;
      ready = false;
      server.unwatch(Way.APPENDING, this);
      vertx.cancelTimer(idlePoll);
      vertx.cancelTimer(flushTimer);
      vertx.cancelTimer(syncTimer);
      opened.tryFail("closed");
      waiting.giveUp();
      kept.clear();
      closed.run();
    }
    return Future.succeededFuture();
  }

  @Override
  public void up() {
    up = true;
    backoff.reset();
    pause = 0;
    if (vertx.cancelTimer(syncTimer)) {
      syncTimer = -1;
    }
    again();
  }

  @Override
  public void down() {
    up = false;
    ready = false;
    trouble = "not connected";
  }

  private void flushDue() {
    flushTimer = -1;
    due = !draft.isEmpty();
    pump();
  }

  private void seal() {
    due = false;
    kept.add(draft.seal());
  }

  /** Sends what may be sent. Messages whose time has come wait together while the way is busy. */
  private void pump() {
    if (due && !kept.hasUnsent() && inFlight < options.maxInFlight()) {
      seal();
    }
    while (ready && inFlight < options.maxInFlight() && kept.hasUnsent()) {
      send(kept.send());
    }
  }

  private void send(Chunk chunk) {
    inFlight++;
    Flush flush =
        new Flush(
            topic,
            publisher,
            chunk.seq,
            kept.oldestSeq(chunk.seq),
            epoch,
            token,
            chunk.count,
            chunk.data(),
            chunk.ends());
    server.append(Way.APPENDING, flush).onComplete(result -> answered(chunk, result));
  }

  private void answered(Chunk chunk, AsyncResult<Answer> result) {
    inFlight--;
    if (isClosed) {
      return;
    }
    if (result.failed()) {
      unsure(result.cause().getMessage(), backoff.next());
    } else {
      Answer answer = result.result();
      switch (answer.outcome()) {
        case OK -> appended(chunk, answer);
        case GAP -> {
          // What was sent behind a flush that was refused: that one's reason stands.
          long wait = trouble == null ? 0 : backoff.next();
          unsure(trouble == null ? "the log lacks earlier messages" : trouble, wait);
        }
        case FULL -> unsure(answer.whyFull(), backoff.next());
        case FENCED -> unsure("the lease is somebody else's", backoff.next());
        default -> throw new AssertionError(answer);
      }
      if (answer.outcome() == LogServer.Outcome.FENCED) {
        fenced.run();
      }
    }
    if (ready) {
      pump();
    } else {
      again();
    }
  }

  private void appended(Chunk chunk, Answer answer) {
    long last = answer.accepted() == 0 ? answer.head() : answer.first() + answer.accepted() - 1;
    kept.appended(chunk, new LogPosition(answer.epoch(), last));
    acked = chunk.lastSeq();
    if (ready) {
      trouble = null;
      backoff.reset();
    }
    progress(answer);
  }

  private void progress(Answer answer) {
    if (answer.mark() >= nextSeq && !isRivalTold) {
      isRivalTold = true;
      LOG.warn(
          "{}: another process publishes as {}, too; each message is in the log once",
          topic.channel(),
          publisher);
    }
    epoch = Math.max(epoch, answer.epoch());
    slowest = answer.slowest();
    slowestName = answer.slowestName();
    kept.free(slowest);
    waiting.appended(acked);
    tellDrained();
  }

  private void tellDrained() {
    if (waiting.isForRoom() && !isFull()) {
      waiting.drained();
    }
  }

  /** Sending stops until the log has said how far it has this publisher. */
  private void unsure(String why, long pauseMillis) {
    ready = false;
    if (up) {
      trouble = why;
      pause = Math.max(pause, pauseMillis);
    }
  }

  private void again() {
    if (!up || ready || asking || inFlight > 0 || isClosed || syncTimer >= 0) {
      return;
    }
    if (pause == 0) {
      ask();
    } else {
      syncTimer =
          vertx.setTimer(
              pause,
              id -> {
                syncTimer = -1;
                pause = 0;
                again();
              });
    }
  }

  private void ask() {
    asking = true;
    server
        .append(Way.APPENDING, Flush.look(topic, publisher, epoch, token))
        .onComplete(
            result -> {
              asking = false;
              if (isClosed) {
                return;
              }
              if (result.failed()) {
                unsure(result.cause().getMessage(), backoff.next());
                again();
              } else if (result.result().outcome() == LogServer.Outcome.FENCED) {
                unsure("the lease is somebody else's", backoff.next());
                fenced.run();
                again();
              } else {
                told(result.result());
              }
            });
  }

  private void told(Answer answer) {
    if (!opened.future().isComplete()) {
      nextSeq = Math.max(used, answer.mark()) + 1;
    }
    kept.rewind(answer.mark(), new LogPosition(answer.epoch(), answer.head()));
    acked = answer.mark();
    ready = true;
    if (!kept.hasUnsent()) {
      trouble = null;
    }
    progress(answer);
    opened.tryComplete(this);
    pump();
  }

  /** Looks whether the readers have committed more, and whether the server still has it all. */
  private void poll() {
    if (ready && inFlight == 0 && kept.appended() > 0) {
      ready = false;
      again();
    }
  }

  private void pollWhileFull() {
    if (!isClosed && waiting.isForRoom()) {
      poll();
      if (isFull()) {
        vertx.setTimer(FULL_POLL_MILLIS, id -> pollWhileFull());
      } else {
        tellDrained();
      }
    }
  }
}
