package ai.tickstock.app.publisher;

import ai.tickstock.app.sources.TickSink;
import ai.tickstock.app.sources.TickSource;
import ai.tickstock.wire.TickWriter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Moves ticks from a source to an outlet: as many as both allow, in slices of a few milliseconds,
 * on the event loop that made it. Tells the log that a live source is alive (heartbeat) and when a
 * source is done (end). Not thread-safe.
 */
final class TickPump implements TickSink {
  private static final int BATCH = 256;
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final long LONGEST_NAP = 1_000;
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final TickSource source;
  private final Outlet outlet;
  private final Clock clock;
  private final TickWriter writer;
  private final Promise<Void> done = Promise.promise();
  private final ArrayDeque<Long> controls = new ArrayDeque<>();
  private final long firstSeq;

  private long timer = NO_TIMER;
  private boolean pulling;
  private boolean yielding;
  private boolean draining;
  private boolean stopped;
  private long processed;
  private long processedAtBeat;
  private long controlsInLog;
  private long eventMillis;

  TickPump(Vertx vertx, TickSource source, Outlet outlet, Clock clock) {
    this.vertx = vertx;
    this.source = source;
    this.outlet = outlet;
    this.clock = clock;
    writer = new TickWriter(source.name());
    firstSeq = outlet.nextSeq();
  }

  /** Begins. */
  void start() {
    source.begin(firstSeq);
    source.onReady(ready -> run());
    run();
  }

  /** Completes when the source has ended and all of it is in the log; fails if it broke. */
  Future<Void> done() {
    return done.future();
  }

  /** May be called from within itself, by an outlet that is told at once that it has room. */
  private void run() {
    if (!stopped && !yielding && !pulling) {
      pulling = true;
      wake();
      pull(System.nanoTime() + SLICE_NANOS);
      pulling = false;
    }
  }

  private void pull(long sliceEnd) {
    while (outlet.accepts()) {
      long now = clock.millis();
      long next;
      try {
        next = source.pull(now, BATCH, this);
      } catch (RuntimeException broken) {
        stopped = true;
        done.tryFail(broken);
        return;
      }
      if (next > now) {
        pause(next, now);
        return;
      }
      if (System.nanoTime() > sliceEnd) {
        yielding = true;
        vertx.runOnContext(later -> resume());
        return;
      }
    }
    awaitDrain();
  }

  private void awaitDrain() {
    if (!draining) {
      draining = true;
      outlet.onDrain(
          drained -> {
            draining = false;
            run();
          });
    }
  }

  private void pause(long next, long now) {
    if (next == TickSource.ENDED) {
      ended();
    } else if (next != TickSource.NOT_READY) {
      timer = vertx.setTimer(Math.min(next - now, LONGEST_NAP), fired -> run());
    }
  }

  private void resume() {
    yielding = false;
    run();
  }

  private void wake() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }

  @Override
  public void tick(String symbol, double price, double volume, long millis) {
    processed++;
    eventMillis = millis;
    writer.tick(symbol, price, volume, millis);
    outlet.tick(writer.bytes(), writer.length());
  }

  private void ended() {
    stopped = true;
    boolean isSaid = outlet.nextSeq() > source.ordinal() + 1; // the log has the end already
    eventMillis = Math.max(eventMillis, source.completeThrough()); // of ticks the log had before
    if (!isSaid && eventMillis > 0) {
      end();
    }
    outlet.flush().onComplete(done);
  }

  private void end() {
    writer.end(eventMillis);
    controls.add(outlet.nextSeq());
    outlet.last(writer.bytes(), writer.length());
  }

  /** To be called every second: a heartbeat if there was nothing else to say. */
  void beat() {
    long through = source.completeThrough();
    if (source.isLive() && !stopped && through > 0 && processed == processedAtBeat) {
      writer.heartbeat(through);
      long seq = outlet.nextSeq();
      outlet.control(writer.bytes(), writer.length());
      if (outlet.nextSeq() > seq) {
        controls.add(seq);
      }
    }
    processedAtBeat = processed;
  }

  /**
   * Stops; a live source says that it is done.
   *
   * @return completes when all is in the log
   */
  Future<Void> stop() {
    boolean running = !stopped;
    stopped = true;
    wake();
    source.onReady(nothing -> {});
    if (running && source.isLive()) {
      eventMillis = Math.max(eventMillis, source.completeThrough());
      end();
    }
    return outlet.flush();
  }

  /** Ticks taken from the source. */
  long processed() {
    return processed;
  }

  /** Ticks that are in the log: its messages but for heartbeats and ends. */
  long published() {
    long messages = outlet.inLog();
    while (!controls.isEmpty() && controls.peek() < firstSeq + messages) {
      controls.poll();
      controlsInLog++;
    }
    return messages - controlsInLog;
  }

  /** Time of the last tick, Unix milliseconds. */
  long eventMillis() {
    return eventMillis;
  }
}
