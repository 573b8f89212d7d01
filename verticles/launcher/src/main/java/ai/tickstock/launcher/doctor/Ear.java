package ai.tickstock.launcher.doctor;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.LogReader.Start;
import ai.tickstock.wire.message.ErrorReport;
import ai.tickstock.wire.message.ErrorReport.Severity;
import ai.tickstock.wire.message.Health;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Hears what goes through Redis from now on: the halves' health, errors, and of the logs what
 * concerns one symbol. It holds nobody back. What it heard may be asked for by any thread.
 */
final class Ear extends VerticleBase {
  private static final String NAME = "doctor";
  private static final int MOST_ERRORS = 100;
  private static final int MOST_NODES = 1_000;

  private final BusFactory buses;
  private final Topics topics;
  private final String symbol;
  private final String quoted;
  private final Map<String, Health> health = new ConcurrentHashMap<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<JsonObject> events = new CopyOnWriteArrayList<>();
  private final AtomicLong indicators = new AtomicLong();
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicLong ownTicks = new AtomicLong();
  private volatile LogPosition head = LogPosition.START;
  private volatile LogPosition ownTick;
  private Bus bus;
  private LogReader tickReader;

  Ear(BusFactory buses, Topics topics, String symbol) {
    this.buses = buses;
    this.topics = topics;
    this.symbol = symbol;
    this.quoted = '"' + symbol + '"';
  }

  @Override
  public Future<?> start() {
    bus = buses.create(vertx);
    return bus.subscribe(Channels.HEALTH, this::health)
        .compose(heard -> bus.subscribe(Channels.ERRORS, this::error))
        .compose(heard -> read(Channels.BARS, this::event))
        .compose(open -> read(Channels.PATTERNS, this::event))
        .compose(open -> read(Channels.INDICATORS, this::indicator))
        .compose(open -> read(Channels.TICKS, this::tick))
        .onSuccess(open -> tickReader = open);
  }

  private interface EntryListener {
    void entry(LogEntry entry);
  }

  private Future<LogReader> read(String channel, EntryListener listener) {
    return bus.newest(topics.topic(channel))
        .map(newest -> newest == null ? LogPosition.START : newest.end())
        .onSuccess(at -> head = Channels.TICKS.equals(channel) ? at : head)
        .compose(
            at ->
                bus.read(
                    topics.topic(channel),
                    NAME,
                    new Start(at, Map.of()),
                    false,
                    new LogReader.Listener() {
                      @Override
                      public Future<?> batch(LogBatch batch) {
                        batch.entries().forEach(listener::entry);
                        return Future.succeededFuture();
                      }

                      @Override
                      public void gap(LogGap gap) {
                        // It began at the head; what is trimmed meanwhile is not missed here.
                      }
                    }));
  }

  private void tick(LogEntry entry) {
    long own = 0;
    if (entry.data().toString().contains(quoted)) {
      JsonArray messages = entry.data().toJsonArray();
      for (int i = 0; i < messages.size(); i++) {
        if (isOwn(messages.getValue(i))) {
          own++;
          ownTick = new LogPosition(entry.epoch(), entry.offset() + i);
        }
      }
    }
    ownTicks.addAndGet(own);
    ticks.addAndGet(entry.count() - own);
    head = entry.end();
  }

  private void event(LogEntry entry) {
    if (entry.data().toString().contains(quoted)) {
      entry.data().toJsonArray().stream()
          .filter(this::isOwn)
          .forEach(own -> events.add((JsonObject) own));
    }
  }

  private void indicator(LogEntry entry) {
    indicators.addAndGet(entry.count());
  }

  private boolean isOwn(Object message) {
    return message instanceof JsonObject json && symbol.equals(json.getValue("symbol"));
  }

  private void health(Buffer message) {
    try {
      Health heard = Health.from(message.toJsonObject());
      String node = heard.source() + ' ' + heard.node();
      if (health.size() < MOST_NODES || health.containsKey(node)) {
        health.put(node, heard);
      }
    } catch (DecodeException | MessageException notOurs) {
      report(
          "somebody publishes on "
              + Channels.HEALTH
              + " what is no health: "
              + notOurs.getMessage());
    }
  }

  private void error(Buffer message) {
    try {
      ErrorReport heard = ErrorReport.from(message.toJsonObject());
      if (heard.severity() != Severity.WARNING) {
        report(heard.component() + ": " + heard.reason() + ": " + heard.message());
      }
    } catch (DecodeException | MessageException notAReport) {
      report(message.getString(0, Math.min(message.length(), 200)));
    }
  }

  private void report(String text) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(text);
    }
  }

  /** Reads ticks no more: there may be many. */
  Future<Void> leaveTicks() {
    return Future.future(done -> context.runOnContext(here -> tickReader.close().onComplete(done)));
  }

  /** How far a durable reader has come. */
  Future<LogPosition> committed(String channel, String reader) {
    return Future.future(
        done ->
            context.runOnContext(
                here -> bus.committed(topics.topic(channel), reader).onComplete(done)));
  }

  Halves halves() {
    return Halves.of(health.values());
  }

  /** Errors reported, but for warnings; a bounded number of them. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** Bar and pattern events of the symbol, by type. */
  Stream<JsonObject> events(String type) {
    return events.stream().filter(event -> type.equals(event.getString("event_type")));
  }

  /** Indicator events of any symbol. */
  long indicators() {
    return indicators.get();
  }

  /** Ticks of other symbols. */
  long otherTicks() {
    return ticks.get();
  }

  /** Ticks of the symbol in the log. */
  int ownTicks() {
    return (int) ownTicks.get();
  }

  /** Where the last of them stands; null if there is none. */
  LogPosition ownTick() {
    return ownTick;
  }

  /** The tick log's last place. */
  LogPosition head() {
    return head;
  }

  @Override
  public Future<?> stop() {
    return bus.close();
  }
}
