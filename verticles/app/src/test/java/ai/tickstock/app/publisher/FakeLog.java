package ai.tickstock.app.publisher;

import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.BusHealth;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A log whose fullness the test decides: what is appended while it is blocked is pending, and it is
 * full once so many are. Remembers what each publisher appended.
 */
final class FakeLog implements BusFactory {
  final Map<String, List<JsonObject>> messages = new ConcurrentSkipListMap<>();
  final List<JsonObject> published = new CopyOnWriteArrayList<>();
  final Map<String, Handler<Buffer>> heard = new ConcurrentHashMap<>();
  final List<FakeAppender> appenders = new ArrayList<>();
  final int room;
  volatile boolean blocked;
  int mostPending;

  FakeLog(int room) {
    this.room = room;
  }

  List<JsonObject> of(String publisher) {
    return messages.computeIfAbsent(
        publisher, fresh -> Collections.synchronizedList(new ArrayList<>()));
  }

  /** On the context of the publisher: lets everything through. */
  void unblock() {
    blocked = false;
    List.copyOf(appenders).forEach(FakeAppender::go);
  }

  @Override
  public Bus create(Vertx vertx) {
    return new FakeBus();
  }

  private final class FakeBus implements Bus {
    @Override
    public Future<Appender> appender(TopicOptions topic, String publisher, long used) {
      FakeAppender appender = new FakeAppender(publisher, used);
      appenders.add(appender);
      return Future.succeededFuture(appender);
    }

    @Override
    public Future<Long> mark(TopicOptions topic, String publisher) {
      return Future.succeededFuture((long) of(publisher).size());
    }

    @Override
    public Future<LogReader> read(
        TopicOptions topic,
        String name,
        LogReader.Start start,
        boolean adopt,
        LogReader.Listener listener) {
      return Future.failedFuture("not read here");
    }

    @Override
    public Future<LogEntry> newest(TopicOptions topic) {
      return Future.failedFuture("not read here");
    }

    @Override
    public Future<LogPosition> committed(TopicOptions topic, String reader) {
      return Future.failedFuture("not read here");
    }

    @Override
    public Future<Void> publish(String channel, Buffer message) {
      published.add(message.toJsonObject());
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> subscribe(String channel, Handler<Buffer> handler) {
      heard.put(channel, handler);
      return Future.succeededFuture();
    }

    @Override
    public Future<BusHealth> health() {
      return Future.failedFuture("no server");
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  final class FakeAppender implements Appender {
    private final String publisher;
    private final List<JsonObject> pending = new ArrayList<>();
    private final List<Promise<Void>> flushes = new ArrayList<>();
    private Handler<Void> drained = nothing -> {};
    private long nextSeq;

    FakeAppender(String publisher, long used) {
      this.publisher = publisher;
      nextSeq = Math.max(used, of(publisher).size()) + 1;
    }

    @Override
    public long nextSeq() {
      return nextSeq;
    }

    @Override
    public void append(byte[] json, int from, int length) {
      pending.add(new JsonObject(new String(json, from, length, StandardCharsets.UTF_8)));
      nextSeq++;
      mostPending = Math.max(mostPending, pending.size());
      if (!blocked) {
        go();
      }
    }

    void go() {
      boolean full = isFull();
      of(publisher).addAll(pending);
      pending.clear();
      flushes.forEach(Promise::tryComplete);
      flushes.clear();
      if (full) {
        drained.handle(null);
      }
    }

    @Override
    public boolean isFull() {
      return pending.size() >= room;
    }

    @Override
    public void onDrain(Handler<Void> handler) {
      drained = handler;
    }

    @Override
    public Future<Void> flush() {
      if (pending.isEmpty()) {
        return Future.succeededFuture();
      }
      Promise<Void> flush = Promise.promise();
      flushes.add(flush);
      return flush.future();
    }

    @Override
    public String stalled() {
      return blocked ? "blocked by the test" : null;
    }

    @Override
    public long pending() {
      return pending.size();
    }

    @Override
    public long retained() {
      return 0;
    }

    @Override
    public Future<Void> close() {
      appenders.remove(this);
      return Future.succeededFuture();
    }
  }
}
