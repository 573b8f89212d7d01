package ai.tickstock.wire.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * One bus' way to the twin. A call is a step of the broker at once, its answer comes later, in
 * order, on the bus' context; when the twin stops, answers under way are lost although the steps
 * were done.
 */
final class MemoryServer implements LogServer {
  /** Who hears a channel of the twin. */
  record Subscriber(MemoryServer server, Ear ear) {
    void tell(byte[] message) {
      server.later(() -> ear.heard(message, 0, message.length));
    }
  }

  private final MemoryBroker broker;
  private final Context context;
  private final List<Watcher> watchers = new ArrayList<>();
  private final Map<Ear, String> ears = new LinkedHashMap<>();
  private final List<Runnable> untilUp = new ArrayList<>();
  private long connection = 1;
  private boolean isUp;

  MemoryServer(MemoryBroker broker, Context context) {
    this.broker = broker;
    this.context = context;
    this.isUp = broker.isRunning();
  }

  /** The broker stopped. From any thread. */
  void broken() {
    later(
        () -> {
          isUp = false;
          connection++;
          List.copyOf(watchers).forEach(Watcher::down);
        });
  }

  /** The broker runs again. From any thread. */
  void mended() {
    later(
        () -> {
          isUp = true;
          ears.forEach((ear, channel) -> broker.subscribe(channel, new Subscriber(this, ear)));
          List.copyOf(ears.keySet()).forEach(Ear::again);
          List<Runnable> now = List.copyOf(untilUp);
          untilUp.clear();
          now.forEach(Runnable::run);
          List.copyOf(watchers).forEach(Watcher::up);
        });
  }

  @Override
  public void watch(Way way, Watcher watcher) {
    watchers.add(watcher);
    if (isUp) {
      watcher.up();
    }
  }

  @Override
  public void unwatch(Way way, Watcher watcher) {
    watchers.remove(watcher);
  }

  @Override
  public Future<Answer> append(Way way, Flush flush) {
    return call(() -> broker.log(flush.topic().channel()).append(broker.run(), flush));
  }

  @Override
  public Future<List<LogEntry>> after(String channel, LogPosition position, int entries) {
    return call(() -> broker.log(channel).after(position, entries));
  }

  @Override
  public Future<List<LogEntry>> at(String channel, LogPosition position) {
    return call(() -> broker.log(channel).at(position));
  }

  @Override
  public Future<Void> commit(String channel, String reader, LogPosition position) {
    return call(
        () -> {
          broker.log(channel).commit(reader, position);
          return null;
        });
  }

  @Override
  public Future<LogPosition> committed(String channel, String reader) {
    return call(() -> broker.log(channel).committed(reader));
  }

  @Override
  public Future<Boolean> lease(String channel, String token, long millis) {
    return call(() -> broker.log(channel).lease(token, millis));
  }

  @Override
  public Future<Void> release(String channel, String token) {
    return call(
        () -> {
          broker.log(channel).release(token);
          return null;
        });
  }

  @Override
  public Future<Void> publish(String channel, Buffer message) {
    return call(
        () -> {
          broker.publish(channel, message.getBytes());
          return null;
        });
  }

  @Override
  public Future<Void> subscribe(String channel, Ear ear) {
    ears.put(ear, channel);
    if (isUp) {
      broker.subscribe(channel, new Subscriber(this, ear));
      return Future.succeededFuture();
    }
    Promise<Void> heard = Promise.promise();
    untilUp.add(heard::tryComplete);
    return heard.future();
  }

  @Override
  public void unsubscribe(String channel, Ear ear) {
    ears.remove(ear);
    broker.unsubscribe(channel, ear);
  }

  @Override
  public Future<Void> caughtUp() {
    return call(() -> null);
  }

  @Override
  public Future<BusHealth> health() {
    return call(
        () -> {
          Runtime runtime = Runtime.getRuntime();
          long used = runtime.totalMemory() - runtime.freeMemory();
          return new BusHealth(0, broker.clients(), (used >> 20) + "M", 0, 0);
        });
  }

  @Override
  public Future<Void> close() {
    broker.closed(this);
    watchers.clear();
    ears.clear();
    return Future.succeededFuture();
  }

  private <T> Future<T> call(Supplier<T> step) {
    if (!isUp) {
      return Future.failedFuture("not connected to the twin");
    }
    long mine = connection;
    Promise<T> answer = Promise.promise();
    try {
      T result = broker.step(step);
      context.runOnContext(
          v -> {
            if (mine == connection) {
              answer.complete(result);
            } else {
              answer.fail("connection closed");
            }
          });
    } catch (RuntimeException e) {
      context.runOnContext(v -> answer.fail(e));
    }
    return answer.future();
  }

  /** Runs it on the bus' context, if that still lives: its owner may have died without a word. */
  private void later(Runnable what) {
    try {
      context.runOnContext(v -> what.run());
    } catch (RejectedExecutionException dead) {
      broker.closed(this);
    }
  }
}
