package ai.tickstock.app.alerts;

import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.message.AlertSubscription;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells PL what to compute, at its pace. The latest word on a subscription is the one that counts,
 * so every node may tell of every change. Not thread-safe.
 */
final class NeedsSender {
  private final Deque<AlertSubscription> waiting = new ArrayDeque<>();
  private Appender appender;

  /** Begins to send, also what was given before. */
  void open(Appender opened) {
    appender = opened;
    send();
  }

  void tell(AlertSubscription subscription) {
    waiting.add(subscription);
    send();
  }

  private void send() {
    if (appender == null) {
      return;
    }
    while (!waiting.isEmpty()) {
      if (appender.isFull()) {
        appender.onDrain(drained -> send());
        return;
      }
      appender.append(waiting.poll().json().toBuffer());
    }
  }

  /** Sends what is collected. */
  Future<Void> flush() {
    return appender == null ? Future.succeededFuture() : appender.flush();
  }
}
