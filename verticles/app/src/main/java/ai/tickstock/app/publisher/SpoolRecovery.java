package ai.tickstock.app.publisher;

import ai.tickstock.wire.log.Appender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends what earlier runs left in the spool, publisher by publisher, each under its identity and
 * with its sequences; what the log has of them already is passed over. Not thread-safe.
 */
final class SpoolRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolRecovery.class);
  private static final long RETRY_MILLIS = 1_000;

  private final Vertx vertx;
  private final Spool spool;
  private final SpoolingOutlet.AppenderOpener openers;
  private final Consumer<String> stalled;
  private long seq;
  private long lastSeq;
  private long appended;
  private boolean isReading;

  SpoolRecovery(
      Vertx vertx, Spool spool, SpoolingOutlet.AppenderOpener openers, Consumer<String> stalled) {
    this.vertx = vertx;
    this.spool = spool;
    this.openers = openers;
    this.stalled = stalled;
  }

  /** Completes when all but the present publisher's is in the log. */
  Future<Void> run(String present) {
    SpoolSegment oldest = spool.oldest();
    if (oldest.publisher().equals(present)) {
      spool.readFrom(oldest);
      return Future.succeededFuture();
    }
    String publisher = oldest.publisher();
    seq = oldest.firstSeq();
    lastSeq = spool.lastSeq(publisher);
    spool.readFrom(oldest);
    return openers
        .open(publisher, seq - 1)
        .compose(
            appender ->
                append(appender).compose(all -> appender.flush()).eventually(appender::close))
        .compose(
            done -> {
              LOG.info("Published {} ticks of {} from the spool", appended, publisher);
              spool.readNothing();
              spool.release(publisher, lastSeq);
              return run(present);
            });
  }

  private Future<Void> append(Appender appender) {
    Promise<Void> all = Promise.promise();
    appender.onDrain(drained -> read(appender, all));
    read(appender, all);
    return all.future();
  }

  private void read(Appender appender, Promise<Void> all) {
    if (isReading) {
      return;
    }
    isReading = true;
    stalled.accept("the spool of an earlier run goes first: " + appender.stalled());
    spool
        .read((bytes, from, length) -> take(appender, bytes, from, length))
        .onComplete(
            read -> {
              isReading = false;
              if (seq > lastSeq) {
                all.tryComplete();
              } else if (read.failed()) {
                LOG.warn("The spool cannot be read, once more in a second", read.cause());
                vertx.setTimer(RETRY_MILLIS, timer -> read(appender, all));
              } else if (read.result()) {
                read(appender, all);
              }
            });
  }

  private boolean take(Appender appender, byte[] bytes, int from, int length) {
    if (seq > lastSeq || appender.isFull()) {
      return false;
    }
    if (seq == appender.nextSeq()) {
      appender.append(bytes, from, length);
      appended++;
    }
    seq++;
    return true;
  }
}
