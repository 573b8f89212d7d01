package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Writes down what a reader is told: "publisher/sequence=n" for each message, in order. */
final class Recorder implements LogReader.Listener {
  private final List<String> read = new ArrayList<>();
  private final List<LogGap> gaps = new ArrayList<>();
  private final List<Boolean> heads = new ArrayList<>();
  private final List<LogPosition> places = new ArrayList<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile Function<LogBatch, Future<?>> before = batch -> Future.succeededFuture();
  LogReader reader;

  @Override
  public Future<?> batch(LogBatch batch) {
    threads.add(Thread.currentThread());
    return before.apply(batch).map(go -> record(batch));
  }

  /** What a batch has to wait for, or fails with, before it is written down. */
  void before(Function<LogBatch, Future<?>> gate) {
    before = gate;
  }

  private synchronized Void record(LogBatch batch) {
    heads.add(batch.atHead());
    for (LogEntry entry : batch.entries()) {
      JsonArray messages = new JsonArray(entry.data());
      if (messages.size() != entry.count()) {
        throw new AssertionError(entry + " holds " + messages.size());
      }
      for (int i = entry.skip(); i < entry.count(); i++) {
        Object n = messages.getJsonObject(i).getValue("n");
        read.add(entry.publisher() + "/" + (entry.seq() + i) + "=" + n);
        places.add(new LogPosition(entry.epoch(), entry.offset() + i));
      }
    }
    return null;
  }

  @Override
  public synchronized void gap(LogGap gap) {
    gaps.add(gap);
  }

  /** Who called it. */
  Set<Thread> threads() {
    return threads;
  }

  synchronized List<String> read() {
    return List.copyOf(read);
  }

  synchronized List<LogGap> gaps() {
    return List.copyOf(gaps);
  }

  synchronized List<LogPosition> places() {
    return List.copyOf(places);
  }

  synchronized boolean isAtHead() {
    return !heads.isEmpty() && heads.get(heads.size() - 1);
  }

  synchronized int size() {
    return read.size();
  }

  void await(int messages) {
    Node.await(messages + " messages, has " + this.size(), () -> size() >= messages);
  }

  /** publisher/from=from … publisher/to=to */
  static List<String> told(String publisher, int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(n -> publisher + "/" + n + "=" + n).toList();
  }
}
