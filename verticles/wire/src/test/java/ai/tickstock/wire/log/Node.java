package ai.tickstock.wire.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A verticle of a test with a bus of its own; the test calls it from outside and waits. */
final class Node extends VerticleBase {
  static final long SECONDS = 60;

  private final BusFactory factory;
  private Vertx vertx;
  private Context place;
  private Bus bus;

  private Node(BusFactory factory) {
    this.factory = factory;
  }

  static Node on(Vertx vertx, BusFactory factory) {
    Node node = new Node(factory);
    await(vertx.deployVerticle(node));
    return node;
  }

  @Override
  public Future<?> start() {
    vertx = super.vertx;
    place = vertx.getOrCreateContext();
    bus = factory.create(vertx);
    return Future.succeededFuture();
  }

  Bus bus() {
    return bus;
  }

  /** Runs it on the node's context and waits for what comes of it. */
  <T> T run(Supplier<Future<T>> call) {
    Promise<T> promise = Promise.promise();
    place.runOnContext(
        v -> {
          try {
            call.get().onComplete(promise);
          } catch (RuntimeException e) {
            promise.fail(e);
          }
        });
    return await(promise.future());
  }

  <T> T ask(Supplier<T> call) {
    return run(() -> Future.succeededFuture(call.get()));
  }

  Appender appender(TopicOptions topic, String publisher) {
    return run(() -> bus.appender(topic, publisher));
  }

  Recorder read(TopicOptions topic, String name, LogReader.Start start, boolean adopt) {
    Recorder recorder = new Recorder();
    recorder.reader = run(() -> bus.read(topic, name, start, adopt, recorder));
    return recorder;
  }

  Recorder read(TopicOptions topic, String name) {
    return read(topic, name, LogReader.Start.beginning(), false);
  }

  /** Appends {"n":from} … {"n":to} without waiting. */
  void add(Appender appender, int from, int to) {
    ask(
        () -> {
          for (int n = from; n <= to; n++) {
            byte[] json = ("{\"n\":" + n + "}").getBytes(StandardCharsets.US_ASCII);
            appender.append(json, 0, json.length);
          }
          return null;
        });
  }

  /** Appends {"n":from} … {"n":to} and waits until they are in the log. */
  void append(Appender appender, int from, int to) {
    add(appender, from, to);
    run(appender::flush);
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never came: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
