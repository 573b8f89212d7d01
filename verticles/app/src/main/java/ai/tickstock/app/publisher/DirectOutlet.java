package ai.tickstock.app.publisher;

import ai.tickstock.wire.log.Appender;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** Straight into the log; when it takes no more, the source waits or its ticks are dropped. */
final class DirectOutlet implements Outlet {
  /** Messages on their way at most, so that a stop need not wait long for them. */
  private static final long MOST_PENDING = 100_000;

  private static final long LOOK_MILLIS = 1;

  private final Vertx vertx;
  private final Appender appender;
  private final boolean dropping;
  private final Alarms alarms;
  private final long firstSeq;
  private long inLog;
  private long dropped;

  DirectOutlet(Vertx vertx, Appender appender, boolean dropping, Alarms alarms) {
    this.vertx = vertx;
    this.appender = appender;
    this.dropping = dropping;
    this.alarms = alarms;
    firstSeq = appender.nextSeq();
  }

  @Override
  public boolean accepts() {
    return dropping || !appender.isFull() && appender.pending() < MOST_PENDING;
  }

  @Override
  public void onDrain(Handler<Void> handler) {
    if (appender.isFull()) {
      appender.onDrain(handler);
    } else {
      vertx.setTimer(LOOK_MILLIS, again -> handler.handle(null));
    }
  }

  @Override
  public void tick(byte[] json, int length) {
    if (dropping && appender.isFull()) {
      drop();
    } else {
      appender.append(json, 0, length);
    }
  }

  private void drop() {
    dropped++;
    alarms.raise("tick_dropped", "ticks dropped, the log takes no more: " + stalled(), null, 1);
  }

  @Override
  public void control(byte[] json, int length) {
    if (!appender.isFull()) {
      appender.append(json, 0, length);
    }
  }

  @Override
  public void last(byte[] json, int length) {
    appender.append(json, 0, length);
  }

  @Override
  public long nextSeq() {
    return appender.nextSeq();
  }

  @Override
  public long inLog() {
    inLog = Math.max(inLog, appender.nextSeq() - firstSeq - appender.pending());
    return inLog;
  }

  @Override
  public long dropped() {
    return dropped;
  }

  @Override
  public Future<Void> flush() {
    return appender.flush();
  }

  @Override
  public String stalled() {
    return appender.stalled();
  }

  @Override
  public JsonObject queues() {
    return new JsonObject()
        .put("publisher_pending", appender.pending())
        .put("publisher_retained", appender.retained());
  }

  @Override
  public Future<Void> close() {
    return appender.close();
  }
}
