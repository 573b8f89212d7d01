package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.Addresses;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.BarChanges;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.PastReader;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.TopicOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A stage over some store and some log, driven from a test's thread. */
public final class StageRun implements AutoCloseable {
  private static final int SECONDS = 60;

  public final Vertx vertx;
  public final World world;
  public final Faults faults = new Faults();
  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final BusFactory bus;
  private final Function<Backends, VerticleBase> verticle;
  private final String stage;
  private JsonObject config = new JsonObject();
  private PastReader past = PastReader.UNCHANGED;
  private String deployment;

  /**
   * @param verticle the stage's verticle
   * @param stage its name
   */
  public StageRun(
      World world, BusFactory bus, Function<Backends, VerticleBase> verticle, String stage) {
    this.world = world;
    this.vertx = world.vertx();
    this.bus = bus;
    this.verticle = verticle;
    this.stage = stage;
    LocalCodec.register(vertx.eventBus());
  }

  /** The same with a configuration. */
  public StageRun with(JsonObject configuration) {
    config = configuration;
    return this;
  }

  /** The same with splits and imports. */
  public StageRun with(PastReader wanted) {
    past = wanted;
    return this;
  }

  private Backends backends() {
    BarReader reader = faults.around(BarReader.class, world.reader());
    AnalysisWriter writer = faults.around(AnalysisWriter.class, world.writer());
    return new Backends(
        bus,
        new MemoryJobBoards(),
        null,
        null,
        reader,
        past,
        writer,
        null,
        metrics,
        Clock.systemUTC());
  }

  /** Starts the stage, or one more, which takes over wherever the one before may be. */
  public VerticleBase start() {
    VerticleBase started = verticle.apply(backends());
    deployment = await(vertx.deployVerticle(started, new DeploymentOptions().setConfig(config)));
    return started;
  }

  /** Stops the stage started last. */
  public void stop() {
    await(vertx.undeploy(deployment));
  }

  /** Stores bars and tells the stage. */
  public void commit(Bar... bars) {
    push(world.commit(List.of(bars)));
  }

  /** Tells the stage of stored changes. */
  public void push(List<BarChange> changes) {
    vertx.eventBus().publish(Addresses.PERSISTED, new BarChanges(changes), LocalCodec.options());
  }

  /** Waits until the stage has stored everything. */
  public void awaitDone() {
    await(() -> world.isDone(stage));
  }

  /** Waits until the stage has stored everything, but not longer than some milliseconds. */
  public void awaitDone(long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!world.isDone(stage) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(200_000);
    }
  }

  /** Waits until something holds. */
  public static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(200_000);
    }
  }

  /** Waits for a result. */
  public static <T> T await(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** All that has been published on a topic. */
  public Published published(TopicOptions topic) {
    return Published.read(vertx, bus, topic);
  }

  /** A topic no reader holds back. */
  public static TopicOptions topic(String channel) {
    return new TopicOptions(channel, TopicOptions.Framing.ANNOUNCE, Set.of(), 1_000_000, 2_000_000);
  }

  /** A flat minute bar, {@code minute} minutes after some morning. */
  public static Bar bar(String symbol, int minute, double close) {
    return bar(symbol, Timeframe.MIN_1, minute, close);
  }

  /** A flat bar that begins {@code minute} minutes after some morning. */
  public static Bar bar(String symbol, Timeframe timeframe, int minute, double close) {
    return new Bar(symbol, timeframe, start(minute), close, close, close, close, 1, close, 1, 0);
  }

  /** An instant some minutes after that morning, 2025-10-09 09:00 UTC. */
  public static Instant start(int minute) {
    return Instant.ofEpochSecond(1_760_000_400L + 60L * minute);
  }

  @Override
  public void close() {
    world.close();
  }
}
