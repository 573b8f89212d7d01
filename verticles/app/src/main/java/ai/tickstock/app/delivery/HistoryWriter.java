package ai.tickstock.app.delivery;

import ai.tickstock.store.users.AlertHistory;
import ai.tickstock.store.users.AlertRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes alerts into the history, many in one statement: while one is under way, the next ones
 * gather. Whoever finds alerts bounds how many. Not thread-safe: lives on one context.
 */
final class HistoryWriter {
  private static final int MOST_AT_ONCE = 500;

  private record Waiting(AlertRecord alert, Promise<Void> written) {}

  private final AlertHistory history;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean isWriting;

  HistoryWriter(AlertHistory history, DeliveryMetrics metrics) {
    this.history = history;
    metrics.queue("alert_history", waiting);
  }

  /** Completes when it is in the history. */
  Future<Void> write(AlertRecord alert) {
    Waiting one = new Waiting(alert, Promise.promise());
    waiting.add(one);
    next();
    return one.written().future();
  }

  private void next() {
    if (isWriting || waiting.isEmpty()) {
      return;
    }
    isWriting = true;
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
      batch.add(waiting.poll());
    }
    history
        .record(batch.stream().map(Waiting::alert).toList())
        .onComplete(
            done -> {
              isWriting = false;
              batch.forEach(one -> one.written().handle(done));
              next();
            });
  }
}
