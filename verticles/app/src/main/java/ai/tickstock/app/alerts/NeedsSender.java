package ai.tickstock.app.alerts;

import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.message.AlertSubscription;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells PL what to compute, at its pace. The latest word on a subscription is the one that counts,
 * so every node may tell of every change, and one that waits gives way to a later one: as many wait
 * as there are rules. Not thread-safe.
 */
final class NeedsSender {
  private final Map<String, AlertSubscription> waiting = new LinkedHashMap<>();
  private Appender appender;

  /** Begins to send, also what was given before. */
  void open(Appender opened) {
    appender = opened;
    send();
  }

  void tell(AlertSubscription subscription) {
    waiting.put(subscription.subscriptionId(), subscription);
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
      Iterator<AlertSubscription> first = waiting.values().iterator();
      appender.append(first.next().json().toBuffer());
      first.remove();
    }
  }

  /** Words that wait. */
  int size() {
    return waiting.size();
  }

  /** Sends what is collected. */
  Future<Void> flush() {
    return appender == null ? Future.succeededFuture() : appender.flush();
  }
}
