package ai.tickstock.app.publisher;

import ai.tickstock.wire.log.Appender;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Into the log by way of the disk: every message is spooled before it is appended, and stays there
 * until it is in the log; when the log takes no more, the spool grows, and is read back in order
 * when it does. What a run leaves behind the next one appends first, under the identity and with
 * the sequences it had. When the spool is full too, ticks are dropped.
 */
final class SpoolingOutlet implements Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolingOutlet.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final long FLUSH_MILLIS = 800;
  private static final long WRITE_MILLIS = 100;

  /** Opens the way into the log for a publisher that has used some sequences already. */
  interface AppenderOpener {
    Future<Appender> open(String publisher, long used);
  }

  private final Vertx vertx;
  private final Spool spool;
  private final Appender appender;
  private final String publisher;
  private final Alarms alarms;
  private final long firstSeq;
  private long nextSeq;
  private long nextToAppend;
  private boolean isDraining;
  private boolean isRecovered;
  private boolean isClosed;
  private String recovering = "the spool of an earlier run goes first";
  private long inLog;
  private long dropped;
  private long writing;

  SpoolingOutlet(Vertx vertx, Spool spool, Appender appender, String publisher, Alarms alarms) {
    this.vertx = vertx;
    this.spool = spool;
    this.appender = appender;
    this.publisher = publisher;
    this.alarms = alarms;
    firstSeq = appender.nextSeq();
    nextSeq = firstSeq;
    nextToAppend = firstSeq;
  }

  /** Begins: first with what earlier runs left, then with what has come meanwhile. */
  void start(AppenderOpener others) {
    SpoolSegment left = spool.oldest();
    spool.begin(publisher, nextSeq);
    spool.readFromHere();
    appender.onDrain(drained -> drain());
    writing = vertx.setPeriodic(WRITE_MILLIS, timer -> spool.write());
    Future<Void> recovered =
        left == null
            ? Future.succeededFuture()
            : new SpoolRecovery(vertx, spool, others, this::recovering).run(publisher);
    recovered
        .onSuccess(
            done -> {
              isRecovered = true;
              recovering = null;
              drain();
            })
        .onFailure(this::notRecovered);
  }

  private void notRecovered(Throwable error) {
    if (!isClosed) {
      recovering = "what an earlier run left in the spool cannot be published: " + error;
      LOG.error("Nothing more is published: {}", recovering);
    }
  }

  private void recovering(String why) {
    recovering = why;
  }

  @Override
  public boolean accepts() {
    return !spool.isBehind();
  }

  @Override
  public void onDrain(Handler<Void> handler) {
    spool.onCaughtUp(handler);
  }

  @Override
  public void tick(byte[] json, int length) {
    if (spool.hasRoom(length)) {
      add(json, length);
    } else {
      dropped++;
      alarms.raise("tick_dropped", "ticks dropped, the spool is full: " + stalled(), null, 1);
    }
  }

  @Override
  public void control(byte[] json, int length) {
    if (spool.hasRoom(length)) {
      add(json, length);
    }
  }

  @Override
  public void last(byte[] json, int length) {
    add(json, length);
  }

  private void add(byte[] json, int length) {
    boolean direct = isRecovered && nextToAppend == nextSeq;
    if (direct && !appender.isFull()) {
      spool.add(json, length);
      appender.append(json, 0, length);
      nextToAppend++;
    } else {
      if (direct) {
        spool.readFromHere();
      }
      spool.add(json, length);
    }
    nextSeq++;
  }

  private void drain() {
    if (isDraining || !isRecovered || isClosed) {
      return;
    }
    isDraining = true;
    spool
        .read(this::take)
        .onComplete(
            read -> {
              isDraining = false;
              if (read.failed()) {
                LOG.warn("The spool cannot be read, once more in a second", read.cause());
                vertx.setTimer(RETRY_MILLIS, timer -> drain());
              } else if (nextToAppend == nextSeq) {
                spool.readNothing();
              } else if (read.result()) {
                drain();
              }
            });
  }

  private boolean take(byte[] bytes, int from, int length) {
    if (appender.isFull()) {
      return false;
    }
    appender.append(bytes, from, length);
    nextToAppend++;
    return true;
  }

  @Override
  public long nextSeq() {
    return nextSeq;
  }

  @Override
  public long inLog() {
    inLog = Math.max(inLog, nextToAppend - firstSeq - appender.pending());
    spool.release(publisher, firstSeq + inLog - 1);
    return inLog;
  }

  @Override
  public long dropped() {
    return dropped;
  }

  /** On disk is safe; in the log is better, if that is a matter of a moment. */
  @Override
  public Future<Void> flush() {
    return spool.write().compose(safe -> isDirect() ? flushed() : Future.succeededFuture());
  }

  private boolean isDirect() {
    return isRecovered && nextToAppend == nextSeq && appender.stalled() == null;
  }

  private Future<Void> flushed() {
    return appender.flush().timeout(FLUSH_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }

  @Override
  public String stalled() {
    if (spool.broken() != null) {
      return "the spool cannot be written: " + spool.broken();
    }
    return recovering != null ? recovering : appender.stalled();
  }

  @Override
  public JsonObject queues() {
    return new JsonObject()
        .put("publisher_pending", appender.pending())
        .put("publisher_retained", appender.retained())
        .put("publisher_spooled", nextSeq - nextToAppend)
        .put("publisher_spool_bytes", spool.bytes());
  }

  @Override
  public Future<Void> close() {
    isClosed = true;
    vertx.cancelTimer(writing);
    spool.readNothing();
    long left = nextSeq - firstSeq - inLog();
    if (left > 0) {
      LOG.warn("Left in the spool for the next start: {} messages", left);
    }
    return Future.join(spool.close(publisher, firstSeq + inLog - 1), appender.close()).mapEmpty();
  }
}
