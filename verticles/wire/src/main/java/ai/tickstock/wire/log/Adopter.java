package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends what plain clients published on a channel, as long as it holds the topic's lease; stands
 * by otherwise. At most once: a message counts as heard only while the lease surely holds, and a
 * new holder waits until it has heard everything from before its time. Not thread-safe.
 */
final class Adopter {
  /** Makes the appender for a token; {@code fenced} is run when the lease turns out to be lost. */
  interface Appenders {
    LogAppender make(String publisher, String token, Runnable fenced);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Adopter.class);

  private final Vertx vertx;
  private final LogServer server;
  private final String channel;
  private final long leaseMillis;
  private final Appenders appenders;
  private final InvalidPayloads invalid;
  private final String token = UUID.randomUUID().toString();
  private final long timer;

  private LogAppender appender;
  private boolean isHearing;
  private boolean isAsking;
  private boolean isStarting;
  private boolean isClosed;
  private long heldUntilNanos = System.nanoTime();
  private long dropped;

  Adopter(
      Vertx vertx,
      LogServer server,
      String channel,
      long leaseMillis,
      Appenders appenders,
      InvalidPayloads invalid) {
    this.vertx = vertx;
    this.server = server;
    this.channel = channel;
    this.leaseMillis = leaseMillis;
    this.appenders = appenders;
    this.invalid = invalid;
    this.timer = vertx.setPeriodic(Math.max(1, leaseMillis / 3), id -> renew());
  }

  /** Completes, never failed, when the lease was asked for and, if it was got, adopting began. */
  Future<Void> renew() {
    if (isAsking || isClosed) {
      return Future.succeededFuture();
    }
    isAsking = true;
    long asked = System.nanoTime();
    return server
        .lease(channel, token, leaseMillis)
        .onComplete(answered -> isAsking = false)
        .compose(got -> got ? held(asked) : lost())
        .recover(away -> Future.succeededFuture());
  }

  /** A payload of the channel; the bytes are only lent. */
  void heard(byte[] bytes, int from, int length) {
    Payloads.Kind kind = Payloads.kind(bytes, from, length);
    if (kind == Payloads.Kind.NEWS || !isHearing) {
      return;
    }
    if (!holds()) {
      isHearing = false;
    } else if (kind == Payloads.Kind.INVALID) {
      invalid.report(bytes, from, length);
    } else if (appender.isFull()) {
      drop(1);
    } else {
      appender.append(bytes, from, length);
    }
  }

  /** Whether it adopts just now. */
  boolean isAdopting() {
    return isHearing && holds();
  }

  /** Messages that were heard and could not be appended. */
  long dropped() {
    return dropped;
  }

  Future<Void> close() {
    isClosed = true;
    isHearing = false;
    vertx.cancelTimer(timer);
    if (appender == null) {
      return server.release(channel, token).otherwiseEmpty();
    }
    return appender
        .flush()
        .timeout(leaseMillis, TimeUnit.MILLISECONDS)
        .onFailure(away -> drop(appender.pending()))
        .eventually(appender::close)
        .eventually(() -> server.release(channel, token))
        .otherwiseEmpty();
  }

  private boolean holds() {
    return System.nanoTime() - heldUntilNanos < 0;
  }

  private Future<Void> held(long askedNanos) {
    boolean goesOn = isHearing && holds();
    heldUntilNanos = askedNanos + TimeUnit.MILLISECONDS.toNanos(leaseMillis);
    if (goesOn || isStarting || isClosed) {
      return Future.succeededFuture();
    }
    isHearing = false;
    isStarting = true;
    if (appender == null) {
      appender = appenders.make("adopted:" + token, token, this::fenced);
    }
    return appender
        .open(0)
        .compose(opened -> server.caughtUp())
        .onComplete(started -> isStarting = false)
        .onSuccess(
            caughtUp -> {
              isHearing = !isClosed;
              LOG.info("{}: what plain clients publish is adopted here", channel);
            });
  }

  /** An append was refused. Perhaps only Redis forgot: ask again before giving up. */
  private void fenced() {
    isHearing = false;
    vertx.runOnContext(v -> renew());
  }

  private Future<Void> lost() {
    isHearing = false;
    if (appender != null) {
      LOG.warn("{}: another process adopts what plain clients publish now", channel);
      drop(appender.pending());
      appender.close();
      appender = null;
    }
    return Future.succeededFuture();
  }

  private void drop(long messages) {
    if (messages > 0) {
      dropped += messages;
      invalid.dropped(messages);
    }
  }
}
