package ai.tickstock.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every two seconds whether our own servers live, and has those that died started again. */
final class Supervision {
  private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
  private static final long LOOK_MILLIS = 2_000;

  private final Vertx vertx;
  private final Callable<List<String>> revive;
  private final MeterRegistry metrics;
  private String complaint;
  private boolean isStopped;
  private long timer;
  private Future<?> looking = Future.succeededFuture();

  private Supervision(Vertx vertx, Callable<List<String>> revive, MeterRegistry metrics) {
    this.vertx = vertx;
    this.revive = revive;
    this.metrics = metrics;
  }

  /**
   * Begins.
   *
   * @param revive starts what has died, and names it; blocks
   */
  static Supervision start(Vertx vertx, Callable<List<String>> revive, MeterRegistry metrics) {
    Supervision supervision = new Supervision(vertx, revive, metrics);
    supervision.next();
    return supervision;
  }

  /** Looks no more; done once no look is under way. Thread-safe. */
  synchronized Future<Void> stop() {
    isStopped = true;
    vertx.cancelTimer(timer);
    return looking.transform(done -> Future.succeededFuture());
  }

  private synchronized void next() {
    if (!isStopped) {
      timer = vertx.setTimer(LOOK_MILLIS, due -> look());
    }
  }

  private synchronized void look() {
    if (!isStopped) {
      looking = vertx.executeBlocking(revive).onSuccess(this::revived).onFailure(this::failed);
    }
  }

  private void revived(List<String> names) {
    complaint = null;
    for (String name : names) {
      LOG.warn("Our own {} had died and was started again", name);
      metrics.counter("tickstock_servers_revived_total", "server", name).increment();
    }
    next();
  }

  private void failed(Throwable why) {
    if (!why.getMessage().equals(complaint)) {
      complaint = why.getMessage();
      LOG.error("Our own server has died and does not start again, trying on: {}", complaint);
    }
    next();
  }
}
