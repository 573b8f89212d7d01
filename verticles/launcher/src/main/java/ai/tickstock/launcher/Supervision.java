package ai.tickstock.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every two seconds whether our own servers live, and has those that died started again. */
final class Supervision {
  private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
  private static final long LOOK_MILLIS = 2_000;

  private final Vertx vertx;
  private final Revival revival;
  private final MeterRegistry metrics;
  private String complaint;
  private boolean isStopped;
  private long timer;
  private Future<?> looking = Future.succeededFuture();

  private Supervision(Vertx vertx, Revival revival, MeterRegistry metrics) {
    this.vertx = vertx;
    this.revival = revival;
    this.metrics = metrics;
  }

  /** Starts what has died. */
  interface Revival {
    /**
     * Blocks.
     *
     * @param revived told the name of each that was started
     * @throws Exception if one does not start now
     */
    void run(Consumer<String> revived) throws Exception;
  }

  /** Begins. */
  static Supervision start(Vertx vertx, Revival revival, MeterRegistry metrics) {
    Supervision supervision = new Supervision(vertx, revival, metrics);
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
      looking = vertx.executeBlocking(this::revive).onSuccess(this::lives).onFailure(this::failed);
    }
  }

  private Void revive() throws Exception {
    revival.run(this::revived);
    return null;
  }

  private void revived(String name) {
    LOG.warn("Our own {} had died and was started again", name);
    metrics.counter("tickstock_servers_revived_total", "server", name).increment();
  }

  private void lives(Void all) {
    complaint = null;
    next();
  }

  private void failed(Throwable why) {
    String said =
        Stream.concat(Stream.of(why), Stream.of(why.getSuppressed()))
            .map(Throwable::getMessage)
            .collect(Collectors.joining("; "));
    if (!said.equals(complaint)) {
      complaint = said;
      LOG.error("Our own server has died and does not start again, trying on: {}", complaint);
    }
    next();
  }
}
