package ai.tickstock.wire.log;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The in-memory twin of Redis: the same promises, inside one JVM. All buses it makes share its
 * logs, and may live on any context of any Vert.x. Thread-safe.
 */
public final class MemoryBroker implements BusFactory {
  private final Map<String, MemoryLog> logs = new HashMap<>();
  private final Map<String, List<MemoryServer.Subscriber>> subscribers = new HashMap<>();
  private final List<MemoryServer> servers = new ArrayList<>();
  private final RedisBusOptions options;
  private final LongSupplier clock;
  private long run = 1;
  private boolean isRunning = true;

  /** A twin with the defaults. */
  public MemoryBroker() {
    this(RedisBusOptions.of("memory"), System::currentTimeMillis);
  }

  /**
   * A twin of its own.
   *
   * @param options bounds and times; the url means nothing here
   * @param clock the server's clock, Unix milliseconds
   */
  public MemoryBroker(RedisBusOptions options, LongSupplier clock) {
    this.options = options;
    this.clock = clock;
  }

  /** A twin of its own. */
  public static MemoryBroker factory() {
    return new MemoryBroker();
  }

  @Override
  public Bus create(Vertx vertx) {
    return create(vertx, options);
  }

  /** The same twin, with other bounds for the buses made here. */
  public BusFactory with(RedisBusOptions others) {
    return vertx -> create(vertx, others);
  }

  private Bus create(Vertx vertx, RedisBusOptions chosen) {
    Context context = vertx.getOrCreateContext();
    MemoryServer server = new MemoryServer(this, context);
    synchronized (this) {
      servers.add(server);
    }
    return new LogBus(vertx, context, server, chosen);
  }

  /** Stops as if killed: connections break, calls fail. */
  public void stop() {
    List<MemoryServer> broken;
    synchronized (this) {
      isRunning = false;
      subscribers.clear();
      broken = List.copyOf(servers);
    }
    broken.forEach(MemoryServer::broken);
  }

  /** Starts again, as another run, with what it has. */
  public void start() {
    List<MemoryServer> mended;
    synchronized (this) {
      run++;
      isRunning = true;
      mended = List.copyOf(servers);
    }
    mended.forEach(MemoryServer::mended);
  }

  /**
   * Stops and starts again with an older state.
   *
   * @param keepMessages how many messages from the first each log still has (flushes are kept or
   *     lost whole); 0 for an empty server
   */
  public void restart(long keepMessages) {
    stop();
    synchronized (this) {
      logs.values().forEach(log -> log.forget(keepMessages));
    }
    start();
  }

  /** What the twin has now, to come back to. */
  public synchronized State remember() {
    Map<String, MemoryLog> copies = new HashMap<>();
    logs.forEach((channel, log) -> copies.put(channel, log.copy()));
    return new State(copies);
  }

  /** Stops and starts again with a state it had. */
  public void restart(State state) {
    stop();
    synchronized (this) {
      logs.clear();
      state.logs.forEach((channel, log) -> logs.put(channel, log.copy()));
    }
    start();
  }

  /** What a twin had at some time. */
  public static final class State {
    private final Map<String, MemoryLog> logs;

    private State(Map<String, MemoryLog> logs) {
      this.logs = logs;
    }
  }

  /** Drops the messages of a log before an offset, whoever still wants them. */
  public synchronized void trim(String channel, long firstOffset) {
    log(channel).trimTo(firstOffset);
  }

  synchronized void closed(MemoryServer server) {
    servers.remove(server);
    subscribers.values().forEach(list -> list.removeIf(ear -> ear.server() == server));
  }

  synchronized boolean isRunning() {
    return isRunning;
  }

  synchronized long run() {
    return run;
  }

  synchronized void subscribe(String channel, MemoryServer.Subscriber subscriber) {
    unsubscribe(channel, subscriber.ear());
    subscribers.computeIfAbsent(channel, name -> new ArrayList<>()).add(subscriber);
  }

  synchronized void unsubscribe(String channel, LogServer.Ear ear) {
    List<MemoryServer.Subscriber> list = subscribers.get(channel);
    if (list != null) {
      list.removeIf(subscriber -> subscriber.ear() == ear);
    }
  }

  synchronized void publish(String channel, byte[] message) {
    List.copyOf(subscribers.getOrDefault(channel, List.of()))
        .forEach(subscriber -> subscriber.tell(message));
  }

  synchronized long clients() {
    return servers.size();
  }

  /** One step of the server, nobody else's between. */
  synchronized <T> T step(Supplier<T> step) {
    if (!isRunning) {
      throw new IllegalStateException("the twin is stopped");
    }
    return step.get();
  }

  synchronized MemoryLog log(String channel) {
    return logs.computeIfAbsent(channel, name -> new MemoryLog(name, clock, this::publish));
  }
}
